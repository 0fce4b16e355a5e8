using Atelier.Networks;

namespace Atelier.Curating;

/// <summary>What a scorer or rule gets beside the picture.</summary>
/// <param name="Prompt">What the picture was to show; empty where that is not known.</param>
/// <param name="Options">The values of its options.</param>
/// <param name="Files">The files beside the models.</param>
/// <param name="Runtime">Runs networks.</param>
/// <param name="Cancellation">Ends the work early.</param>
public sealed record CuratingContext(
    string Prompt, PartOptions Options, IModelFiles Files, IModelRuntime Runtime, CancellationToken Cancellation);
