namespace Atelier.ControlNet.Annotators;

/// <summary>An annotator's JSON that cannot be used, or that does not fit its network.</summary>
/// <param name="problem">The field, what is wrong, and what would be right.</param>
internal sealed class CardException(string problem) : Exception(problem);
