using Atelier.Jobs;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>When unfinished pictures are shown: evenly over each picture's steps.</summary>
/// <param name="wanted">How many of each picture.</param>
/// <param name="pictures">Pictures in all.</param>
internal sealed class PartialImages(int wanted, int pictures)
{
    private int _picture;
    private int _shown;

    /// <summary>Which partial image this progress is of, counted from 0; null where none is due.</summary>
    public int? Due(JobProgress progress)
    {
        var steps = progress.Steps / pictures;
        if (steps == 0)
        {
            return null;
        }

        var picture = Math.Min(progress.Step / steps, pictures - 1);
        if (picture != _picture)
        {
            (_picture, _shown) = (picture, 0);
        }

        var step = progress.Step - (picture * steps);
        var passed = Math.Min(wanted, step * (wanted + 1) / steps);
        if (passed <= _shown)
        {
            return null;
        }

        _shown = passed;
        return passed - 1;
    }
}
