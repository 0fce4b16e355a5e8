using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Curating;

/// <summary>Says how good a picture is in one respect, so that the best of several can be taken. A singleton without state.</summary>
public interface IPictureScorer : INamed
{
    /// <summary>The numbers it can be tuned with. Default: none.</summary>
    IReadOnlyList<PartOption> Options => [];

    /// <summary>The lowest score it gives. Default 0.</summary>
    double Minimum => 0;

    /// <summary>The highest score it gives: the best picture there can be. Default 1.</summary>
    double Maximum => 1;

    /// <summary>
    /// What it lacks to work, in a line (<c>needs a CLIP model in models/clip</c>); null where it lacks nothing. Default: null.
    /// </summary>
    /// <param name="files">The files beside the models.</param>
    string? Lacks(IModelFiles files) => null;

    /// <summary>Scores a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="context">Prompt, options, networks, cancellation.</param>
    /// <returns>From <see cref="Minimum"/> to <see cref="Maximum"/>; higher is better.</returns>
    /// <exception cref="Generation.RequestException">It cannot work: what it lacks, or a file of it is damaged.</exception>
    double Score(Picture picture, CuratingContext context);
}
