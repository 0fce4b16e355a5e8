using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;

namespace Atelier.Host.Models;

/// <summary>A model of the models folder, with what its headers say.</summary>
/// <param name="Entry">Its name and state.</param>
/// <param name="Report">What it holds; without hashes.</param>
/// <param name="Defaults">What it suggests; null where it cannot be used.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
internal sealed record ModelFacts(ModelEntry Entry, CheckpointReport Report, ModelDefaults? Defaults, string? Problem)
{
    public string Name => Entry.Name;

    public bool IsReady => Problem is null;

    public long Bytes => Report.Files.Sum(file => file.Bytes);
}
