namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A file beside the models, as lists show it. What does not apply to its kind is left out.</summary>
/// <param name="Name">What requests say.</param>
/// <param name="Label">What its author called it.</param>
/// <param name="Trigger">The word that prompts call it by.</param>
/// <param name="Vectors">How many tokens it takes in a prompt.</param>
/// <param name="Family">The family of models it is for.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
internal sealed record ModelFileView(
    string Name, string? Label = null, string? Trigger = null, int? Vectors = null, string? Family = null, string? Problem = null);
