using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Errors;

/// <summary>
/// Errors in AUTOMATIC1111's shape, <c>error</c>, <c>detail</c>, <c>body</c>, <c>errors</c>. <c>detail</c> is a text, or FastAPI's list where
/// fields are at fault.
/// </summary>
internal static class ErrorAnswer
{
    private const int RetrySeconds = 5;

    /// <summary>Stands before every route: what goes wrong in it becomes an answer.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Automatic1111Exception error)
        {
            return error.Fields.Count == 0 ? Plain(error.Status, error.Message) : Validation(error.Fields);
        }
        catch (RequestException error)
        {
            return Of(error);
        }
        catch (PictureException error)
        {
            return Validation([new FieldProblem("image", error.Message)]);
        }
        catch (QueueRefusedException error)
        {
            var status = error.Reason switch
            {
                QueueRefusal.Full => StatusCodes.Status429TooManyRequests,
                QueueRefusal.KeyReused => StatusCodes.Status409Conflict,
                QueueRefusal.NoSpace => StatusCodes.Status507InsufficientStorage,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
            context.HttpContext.Response.Headers.RetryAfter = RetrySeconds.ToString();
            return Plain(status, error.Message);
        }
        catch (WorkerUnavailableException error)
        {
            context.HttpContext.Response.Headers.RetryAfter = RetrySeconds.ToString();
            return Plain(StatusCodes.Status503ServiceUnavailable, error.Message);
        }
        catch (BadHttpRequestException error)
        {
            return Plain(error.StatusCode, error.Message);
        }
    }

    /// <summary>The answer to a job that failed.</summary>
    public static Exception Of(JobError error) => error.Code switch
    {
        "invalid_request" when error.Field is { } field => new RequestException(field, Without(field, error.Message)),
        "invalid_request" => new Automatic1111Exception(StatusCodes.Status422UnprocessableEntity, error.Message),
        "no_space" => new Automatic1111Exception(StatusCodes.Status507InsufficientStorage, error.Message),
        "timeout" => new Automatic1111Exception(StatusCodes.Status504GatewayTimeout, error.Message),
        _ => new Automatic1111Exception(StatusCodes.Status500InternalServerError, error.Message),
    };

    public static IResult Plain(int status, string detail) => Results.Json(
        new JsonObject { ["error"] = "HTTPException", ["detail"] = detail, ["body"] = "", ["errors"] = "" }, Automatic1111Json.Options, statusCode: status);

    // AUTOMATIC1111 answers a sampler that it does not know with 400 and a text.
    private static IResult Of(RequestException error) => error.Field is "sampler" or "schedule"
        ? Plain(StatusCodes.Status400BadRequest, $"{(error.Field == "sampler" ? "Sampler" : "Scheduler")} not found: {error.Problem}")
        : Validation([new FieldProblem(FieldNames.Of(error.Field), error.Problem)]);

    private static IResult Validation(IReadOnlyList<FieldProblem> fields) => Results.Json(
        new JsonObject
        {
            ["error"] = "RequestValidationError",
            ["detail"] = new JsonArray([.. fields.Select(field => new JsonObject
            {
                ["loc"] = new JsonArray(["body", .. field.Field.Split('.')]),
                ["msg"] = $"{field.Field}: {field.Problem}",
                ["type"] = "value_error",
            })]),
            ["body"] = "",
            ["errors"] = string.Join("; ", fields.Select(field => $"{field.Field}: {field.Problem}")),
        },
        Automatic1111Json.Options,
        statusCode: StatusCodes.Status422UnprocessableEntity);

    private static string Without(string field, string message) =>
        message.StartsWith($"{field}: ", StringComparison.Ordinal) ? message[(field.Length + 2)..] : message;
}
