using System.Text.Json.Nodes;
using Atelier.Host.Api.Errors;

namespace Atelier.Host.Api.OpenAI.Errors;

/// <summary>Errors in OpenAI's envelope: <c>{"error": {"message", "type", "param", "code"}}</c>.</summary>
internal sealed class OpenAIShape : IErrorShape
{
    public Task WriteAsync(HttpContext context, ApiError error)
    {
        RequestIds.Add(context);
        if (error.Status >= StatusCodes.Status500InternalServerError && error.RetryAfter is null)
        {
            // The client tries again by itself; what failed here would fail again.
            context.Response.Headers["x-should-retry"] = "false";
        }

        return context.Response.WriteAsJsonAsync(Envelope(error), OpenAIJson.Options, context.RequestAborted);
    }

    public static JsonObject Envelope(ApiError error)
    {
        var param = error.Field is { } field ? ParameterNames.Of(field) : null;
        return new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = param is null ? error.Detail : $"{param}: {error.Detail}",
                ["type"] = Type(error.Status),
                ["param"] = param,
                ["code"] = error.Code switch
                {
                    "unauthorized" => "invalid_api_key",
                    "invalid_request" => "invalid_value",
                    var code => code,
                },
            },
        };
    }

    private static string Type(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= StatusCodes.Status500InternalServerError => "server_error",
        _ => "invalid_request_error",
    };
}
