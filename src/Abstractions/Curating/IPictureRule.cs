using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Curating;

/// <summary>Accepts or refuses a picture, so that none is published that should not be. A singleton without state.</summary>
public interface IPictureRule : INamed
{
    /// <summary>The numbers it can be tuned with. Default: none.</summary>
    IReadOnlyList<PartOption> Options => [];

    /// <summary>What it lacks to work, in a line; null where it lacks nothing. Default: null.</summary>
    /// <param name="files">The files beside the models.</param>
    string? Lacks(IModelFiles files) => null;

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="context">Prompt, options, networks, cancellation.</param>
    /// <returns>Why it is refused, in a line for people (<c>all its pixels are nearly the same colour</c>); null where it is
    /// accepted.</returns>
    /// <exception cref="Generation.RequestException">It cannot work: what it lacks, or a file of it is damaged.</exception>
    string? Refuse(Picture picture, CuratingContext context);
}
