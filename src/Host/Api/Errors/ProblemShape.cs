using Atelier.Host.Api.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Atelier.Host.Api.Errors;

/// <summary><c>application/problem+json</c> (RFC 9457), with the field at fault.</summary>
internal sealed class ProblemShape : IErrorShape
{
    public Task WriteAsync(HttpContext context, ApiError error) =>
        context.Response.WriteAsJsonAsync(Problem.Of(error), ApiJson.Options, "application/problem+json", context.RequestAborted);
}

/// <summary>A problem as it is written.</summary>
/// <param name="Type">Tells programs which problem it is: <c>urn:atelier:problem:invalid_request</c>.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and what would be right.</param>
/// <param name="Field">The request's field at fault.</param>
/// <param name="Errors">All fields at fault, where there are several.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string? Field, IReadOnlyList<FieldProblem>? Errors)
{
    public static Problem Of(ApiError error) => new(
        $"urn:atelier:problem:{error.Code}",
        ReasonPhrases.GetReasonPhrase(error.Status),
        error.Status,
        error.Field is null ? error.Detail : $"{error.Field}: {error.Detail}",
        error.Field,
        error.Problems.Count > 0 ? error.Problems : null);
}
