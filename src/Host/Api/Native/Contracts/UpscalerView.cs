using Atelier.Diffusion.Pipeline.Upscale;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>An upscaler.</summary>
/// <param name="Name">What requests say.</param>
/// <param name="Label">What people read.</param>
/// <param name="Aliases">Other spellings.</param>
/// <param name="Description">What it does, in a line.</param>
/// <param name="Kind"><c>picture</c>, or <c>latent</c> for one that works within a generation alone.</param>
/// <param name="IsFile">Whether it is a network of models/upscalers.</param>
internal sealed record UpscalerView(string Name, string Label, IReadOnlyList<string> Aliases, string Description, string Kind, bool IsFile)
{
    public static UpscalerView Of(UpscalerEntry entry) =>
        new(entry.Name, entry.Label, entry.Aliases, entry.Description, entry.IsLatent ? "latent" : "picture", entry.File is not null);
}
