using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>Brings the values of one latent to the spread of another (sd-dynamic-thresholding, <c>dynthresh</c>).</summary>
internal static class SpreadTransfer
{
    /// <summary>Applies it to one picture.</summary>
    /// <param name="guided">What is brought down.</param>
    /// <param name="mimicked">Whose spread it gets.</param>
    /// <param name="options">Those of dynamic thresholding.</param>
    public static Latent Apply(Latent guided, Latent mimicked, PartOptions options)
    {
        var channels = guided.Shape[1];
        var length = guided.Values.Length / channels;
        var values = guided.Values.ToArray();
        var other = mimicked.Values.ToArray();
        var means = new double[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            means[channel] = Centre(values.AsSpan(channel * length, length));
            Centre(other.AsSpan(channel * length, length));
        }

        // Distances from the mean are measured in either case; together, over all channels.
        var parts = options["separate_channels"] >= 0.5 ? channels : 1;
        for (var part = 0; part < parts; part++)
        {
            var size = values.Length / parts;
            var own = means.AsSpan(part * channels / parts, channels / parts);
            Transfer(values.AsSpan(part * size, size), other.AsSpan(part * size, size), own, options);
        }

        return Latent.Own(guided.Shape, values);
    }

    private static void Transfer(Span<double> values, ReadOnlySpan<double> other, ReadOnlySpan<double> means, PartOptions options)
    {
        var isDeviation = options["variability"] >= 0.5;
        var target = isDeviation ? Deviation(other) : Quantile(other, 1);
        var own = isDeviation ? Deviation(values) : Quantile(values, options["percentile"]);
        var isFromZero = options["startpoint"] >= 0.5;
        var limit = isDeviation || isFromZero ? own : Math.Max(own, target);
        var factor = limit == 0 ? 1 : target / limit;
        for (var i = 0; i < values.Length; i++)
        {
            var mean = means[i / (values.Length / means.Length)];
            values[i] = isFromZero ? (values[i] + mean) * factor
                : isDeviation ? (values[i] * factor) + mean
                : (Math.Clamp(values[i], -limit, limit) * factor) + mean;
        }
    }

    private static double Centre(Span<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        foreach (ref var value in values)
        {
            value -= mean;
        }

        return mean;
    }

    private static double Deviation(ReadOnlySpan<double> centred)
    {
        double squares = 0;
        foreach (var value in centred)
        {
            squares += value * value;
        }

        return Math.Sqrt(squares / centred.Length);
    }

    /// <summary>Of absolute values, with torch.quantile's linear interpolation.</summary>
    private static double Quantile(ReadOnlySpan<double> values, double share)
    {
        var sorted = values.ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = Math.Abs(sorted[i]);
        }

        Array.Sort(sorted);
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return double.Lerp(sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)], place - below);
    }
}
