using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline;

/// <summary>A finished picture.</summary>
/// <param name="Picture">Its pixels.</param>
/// <param name="Recipe">Everything that decided it.</param>
/// <param name="Metadata">What its file should carry: AUTOMATIC1111's text and the recipe.</param>
/// <param name="Timings">Where the time of its batch went.</param>
public sealed record GeneratedPicture(Picture Picture, Recipe Recipe, PictureMetadata Metadata, StageTimings Timings)
{
    /// <summary>What its ControlNets saw: a map a unit, in their order. Default: none. The same for all pictures of a request.</summary>
    public IReadOnlyList<Picture> Maps { get; init; } = [];
}
