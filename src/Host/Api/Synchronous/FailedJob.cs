using Atelier.Host.Api.Errors;
using Atelier.Jobs;

namespace Atelier.Host.Api.Synchronous;

/// <summary>What a caller who waited is told of a job that failed.</summary>
internal static class FailedJob
{
    public static ApiException Exception(JobError error) => new(new ApiError(Status(error.Code), error.Code, Detail(error), error.Field));

    private static int Status(string code) => code switch
    {
        "invalid_request" => StatusCodes.Status400BadRequest,
        "no_space" => StatusCodes.Status507InsufficientStorage,
        "timeout" => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    // An error's shape says the field itself.
    private static string Detail(JobError error) =>
        error.Field is { } field && error.Message.StartsWith($"{field}: ", StringComparison.Ordinal)
        ? error.Message[(field.Length + 2)..]
        : error.Message;
}
