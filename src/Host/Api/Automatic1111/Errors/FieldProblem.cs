namespace Atelier.Host.Api.Automatic1111.Errors;

/// <summary>What is wrong with a field of a request.</summary>
/// <param name="Field">As AUTOMATIC1111 spells it: <c>cfg_scale</c>.</param>
/// <param name="Problem">What is wrong and what would be right.</param>
internal sealed record FieldProblem(string Field, string Problem);
