using Atelier.Jobs;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>When unfinished pictures are shown: evenly over each picture's steps.</summary>
/// <param name="wanted">How many of each picture.</param>
/// <param name="pictures">Pictures in all.</param>
internal sealed class PartialImages(int wanted, int pictures)
{
    private int _picture;
    private int _shown;
    private byte[]? _preview;

    /// <summary>
    /// The partial image that is due with this progress; null where none is. Not every step has a preview: the last one is shown.
    /// </summary>
    public PartialImage? Due(JobProgress progress)
    {
        var steps = progress.Steps / pictures;
        if (steps == 0)
        {
            return null;
        }

        var picture = Math.Min(progress.Step / steps, pictures - 1);
        if (picture != _picture)
        {
            (_picture, _shown, _preview) = (picture, 0, null);
        }

        _preview = progress.Preview ?? _preview;
        var passed = Math.Min(wanted, (progress.Step - (picture * steps)) * (wanted + 1) / steps);
        if (_preview is null || passed <= _shown)
        {
            return null;
        }

        _shown = passed;
        return new PartialImage(passed - 1, _preview);
    }
}

/// <summary>An unfinished picture.</summary>
/// <param name="Index">Which of its picture's, from 0.</param>
/// <param name="Preview">A small JPEG.</param>
internal sealed record PartialImage(int Index, byte[] Preview);
