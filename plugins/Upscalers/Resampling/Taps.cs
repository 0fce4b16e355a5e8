namespace Atelier.Upscalers.Resampling;

/// <summary>Where one output value of a line comes from: neighbouring inputs and their weights, which add up to 1.</summary>
/// <param name="First">The first input.</param>
/// <param name="Weights">One for each input from there on.</param>
internal readonly record struct Taps(int First, double[] Weights)
{
    /// <summary>
    /// As Pillow resamples, and torch's interpolate with <c>antialias=True</c>: when a line becomes shorter the window widens with it, and
    /// what of it lies outside the line counts for nothing.
    /// </summary>
    public static Taps[] Antialiased(int inputs, int outputs, Kernel kernel)
    {
        var scale = (double)inputs / outputs;
        var widened = Math.Max(scale, 1);
        var radius = kernel.Radius * widened;
        return Of(outputs, output =>
        {
            var center = (output + 0.5) * scale;
            var first = Math.Max((int)(center - radius + 0.5), 0);
            var last = Math.Min((int)(center + radius + 0.5), inputs);
            var weights = new double[last - first];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = kernel.Weight((first + i - center + 0.5) / widened);
            }

            var sum = weights.Sum();
            return new Taps(first, Array.ConvertAll(weights, weight => weight / sum));
        });
    }

    /// <summary>
    /// torch's interpolate without antialias: the window stays as narrow as it is, and what lies outside the line repeats its end.
    /// </summary>
    public static Taps[] Plain(int inputs, int outputs, Kernel kernel)
    {
        var scale = (double)inputs / outputs;
        var radius = (int)kernel.Radius;
        return Of(outputs, output =>
        {
            var center = ((output + 0.5) * scale) - 0.5;
            var floor = (int)Math.Floor(center);
            var first = Math.Clamp(floor - radius + 1, 0, inputs - 1);
            var last = Math.Clamp(floor + radius, 0, inputs - 1);
            var weights = new double[last - first + 1];
            for (var i = floor - radius + 1; i <= floor + radius; i++)
            {
                weights[Math.Clamp(i, first, last) - first] += kernel.Weight(center - i);
            }

            return new Taps(first, weights);
        });
    }

    /// <summary>torch's <c>nearest</c>: the input at or before the output's left edge.</summary>
    public static Taps[] Nearest(int inputs, int outputs) => Nearest(inputs, outputs, 0);

    /// <summary>torch's <c>nearest-exact</c>, and Pillow's: the input that holds the output's middle.</summary>
    public static Taps[] NearestExact(int inputs, int outputs) => Nearest(inputs, outputs, 0.5f);

    // In single precision, as torch computes the place: it decides which of two inputs is taken where an output lies on their border.
    private static Taps[] Nearest(int inputs, int outputs, float offset)
    {
        var scale = (float)inputs / outputs;
        return Of(outputs, output => new Taps(Math.Min((int)MathF.Floor((output + offset) * scale), inputs - 1), [1]));
    }

    private static Taps[] Of(int outputs, Func<int, Taps> tap)
    {
        var taps = new Taps[outputs];
        for (var output = 0; output < outputs; output++)
        {
            taps[output] = tap(output);
        }

        return taps;
    }
}
