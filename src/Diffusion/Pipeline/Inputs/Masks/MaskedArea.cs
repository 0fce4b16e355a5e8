namespace Atelier.Diffusion.Pipeline.Inputs.Masks;

/// <summary>The masked part of a picture and its surroundings, in the proportions that are worked at.</summary>
internal static class MaskedArea
{
    /// <summary>Finds the area.</summary>
    /// <param name="mask">Not empty.</param>
    /// <param name="padding">Pixels around the masked part.</param>
    /// <param name="width">The width that is worked at.</param>
    /// <param name="height">The height that is worked at.</param>
    public static Region Around(Mask mask, int padding, int width, int height)
    {
        var (left, right) = Grow(Columns(mask), padding, mask.Width);
        var (top, bottom) = Grow(Rows(mask), padding, mask.Height);
        var (across, down) = (right - left, bottom - top);
        (left, right) = Widen(left, right, (int)((double)down * width / height), mask.Width);
        (top, bottom) = Widen(top, bottom, (int)((double)across * height / width), mask.Height);
        return new Region(left, top, right - left, bottom - top);
    }

    private static (int From, int To) Grow((int From, int To) span, int padding, int limit) =>
        (Math.Max(0, span.From - padding), Math.Min(limit, span.To + padding));

    // As much on either side, moved back inside where it reaches over.
    private static (int From, int To) Widen(int from, int to, int length, int limit)
    {
        if (length <= to - from)
        {
            return (from, to);
        }

        length = Math.Min(length, limit);
        var start = Math.Clamp(from - ((length - (to - from)) / 2), 0, limit - length);
        return (start, start + length);
    }

    private static (int From, int To) Rows(Mask mask)
    {
        var first = mask.Values.IndexOfAnyExcept((byte)0);
        var last = mask.Values.LastIndexOfAnyExcept((byte)0);
        return (first / mask.Width, (last / mask.Width) + 1);
    }

    private static (int From, int To) Columns(Mask mask)
    {
        var (from, to) = (mask.Width, 0);
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Values.Slice(y * mask.Width, mask.Width);
            if (row.IndexOfAnyExcept((byte)0) is >= 0 and var first)
            {
                (from, to) = (Math.Min(from, first), Math.Max(to, row.LastIndexOfAnyExcept((byte)0) + 1));
            }
        }

        return (from, to);
    }
}
