using Atelier.Generation;

namespace Atelier.Host.Api.Errors;

/// <summary>What a caller is told when a request fails; each API gives it its own shape.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">For programs, in snake case: <c>invalid_request</c>.</param>
/// <param name="Detail">One line for people: what is wrong and what would be right. No paths of the server, no secrets.</param>
/// <param name="Field">The field at fault, in camelCase; null where none is.</param>
internal sealed record ApiError(int Status, string Code, string Detail, string? Field = null)
{
    /// <summary>Everything that is wrong, where that is known; the first is what <see cref="Detail"/> says.</summary>
    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    /// <summary>When it may work; null where that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiError NotFound(string what) => new(StatusCodes.Status404NotFound, "not_found", what);

    public static ApiError Invalid(string field, string problem) => new(StatusCodes.Status400BadRequest, "invalid_request", problem, field);

    public static ApiError Invalid(IReadOnlyList<FieldProblem> problems) =>
        Invalid(problems[0].Field, problems[0].Detail) with { Problems = problems };

    public static ApiError Invalid(IReadOnlyList<RequestException> problems) =>
        Invalid([.. problems.Select(problem => new FieldProblem(problem.Field, problem.Problem))]);
}

/// <summary>What is wrong with one field of a request.</summary>
internal sealed record FieldProblem(string Field, string Detail);

/// <summary>Ends a request with an error.</summary>
internal sealed class ApiException(ApiError error) : Exception(error.Detail)
{
    public ApiError Error { get; } = error;
}
