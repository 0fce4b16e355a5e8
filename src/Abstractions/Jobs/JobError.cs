namespace Atelier.Jobs;

/// <summary>Why a job failed.</summary>
/// <param name="Code">For programs, in snake case: <c>invalid_request</c>, <c>model_failed</c>, <c>poisoned</c>, <c>no_space</c>,
/// <c>timeout</c>, <c>generation_failed</c>, <c>internal</c>.</param>
/// <param name="Message">One line for people: what is wrong and what would be right. No paths of the server, no secrets.</param>
/// <param name="Field">The request's field at fault, in camelCase; null where none is.</param>
public sealed record JobError(string Code, string Message, string? Field = null);
