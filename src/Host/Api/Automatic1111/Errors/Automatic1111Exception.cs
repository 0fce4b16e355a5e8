namespace Atelier.Host.Api.Automatic1111.Errors;

/// <summary>An answer that is an error, as AUTOMATIC1111 words it.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">One line.</param>
internal sealed class Automatic1111Exception(int status, string detail) : Exception(detail)
{
    public Automatic1111Exception(IReadOnlyList<FieldProblem> fields)
        : this(StatusCodes.Status422UnprocessableEntity, string.Join("; ", fields.Select(field => $"{field.Field}: {field.Problem}"))) => Fields = fields;

    public Automatic1111Exception(string field, string problem)
        : this([new FieldProblem(field, problem)])
    {
    }

    public int Status { get; } = status;

    /// <summary>The fields at fault; empty where the error is another.</summary>
    public IReadOnlyList<FieldProblem> Fields { get; } = [];
}
