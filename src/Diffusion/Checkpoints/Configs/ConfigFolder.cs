namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Where a checkpoint's config.json files lie: in the diffusers folder itself, or, for a single file, in the folder of the same name
/// beside it (<c>sd15/unet/config.json</c> beside <c>sd15.safetensors</c>), which need not exist. It tells what weights do not:
/// the number of attention heads, the prediction type.
/// </summary>
/// <param name="Path">The folder.</param>
/// <param name="Required">Whether every component must have one.</param>
internal sealed record ConfigFolder(string Path, bool Required)
{
    /// <summary>A component's configuration; null where it has none and needs none.</summary>
    /// <exception cref="CheckpointException">It is broken, or missing where one is needed.</exception>
    public ConfigFile? For(string component)
    {
        var name = component == Components.Scheduler ? "scheduler_config.json" : "config.json";
        var path = System.IO.Path.Combine(Path, component, name);
        var label = $"{component}/{name}";
        return File.Exists(path) ? ConfigFile.Read(path, label)
            : Required ? throw CheckpointException.For(label, "missing; a diffusers folder has one for each component")
            : null;
    }
}
