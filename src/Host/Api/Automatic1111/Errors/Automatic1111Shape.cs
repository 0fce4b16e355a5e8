using System.Text.Json.Nodes;
using Atelier.Host.Api.Errors;

namespace Atelier.Host.Api.Automatic1111.Errors;

/// <summary>
/// Errors as AUTOMATIC1111 words them: <c>error</c>, <c>detail</c>, <c>body</c>, <c>errors</c>. <c>detail</c> is a text, or FastAPI's list
/// with status 422 where fields are at fault.
/// </summary>
internal sealed class Automatic1111Shape : IErrorShape
{
    public Task WriteAsync(HttpContext context, ApiError error)
    {
        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Basic";
        }

        if (error.Field is null or "sampler" or "schedule")
        {
            return WriteAsync(context, "HTTPException", Detail(error), "");
        }

        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var problems = (error.Problems.Count > 0 ? error.Problems : [new FieldProblem(error.Field, error.Detail)])
            .Select(problem => problem with { Field = FieldNames.Of(problem.Field) })
            .ToList();
        var list = new JsonArray([.. problems.Select(problem => new JsonObject
        {
            ["loc"] = new JsonArray(["body", .. problem.Field.Split('.')]),
            ["msg"] = $"{problem.Field}: {problem.Detail}",
            ["type"] = "value_error",
        })]);
        var texts = problems.Select(problem => $"{problem.Field}: {problem.Detail}");
        return WriteAsync(context, "RequestValidationError", list, string.Join("; ", texts));
    }

    // A sampler that is not known is answered by a text.
    private static string Detail(ApiError error) => error.Field switch
    {
        null => error.Detail,
        "sampler" => $"Sampler not found: {error.Detail}",
        _ => $"Scheduler not found: {error.Detail}",
    };

    private static Task WriteAsync(HttpContext context, string error, JsonNode detail, string errors) => context.Response.WriteAsJsonAsync(
        new JsonObject { ["error"] = error, ["detail"] = detail, ["body"] = "", ["errors"] = errors },
        Automatic1111Json.Options,
        context.RequestAborted);
}
