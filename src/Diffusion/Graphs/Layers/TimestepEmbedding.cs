namespace Atelier.Diffusion.Graphs;

/// <summary>Numbers as waves (Vaswani et al. 2017) and the two layers that read them.</summary>
internal static class TimestepEmbedding
{
    private const double LongestPeriod = 10000;

    /// <summary>diffusers' Timesteps: [n] numbers become [n, width]. Numbers may be fractions.</summary>
    public static Value Sinusoids(this Module module, Value numbers, int width, bool flipSinToCos, float freqShift)
    {
        var half = width / 2;
        var frequencies = Enumerable.Range(0, half).Select(i => MathF.Exp((float)(-Math.Log(LongestPeriod) * i / (half - freqShift))))
            .ToArray();
        var angles = module.Mul(module.Unsqueeze(numbers, -1), module.Graph.Constant(frequencies));
        var (sine, cosine) = (module.Onnx("Sin", [angles]), module.Onnx("Cos", [angles]));
        return flipSinToCos ? module.Concat(-1, cosine, sine) : module.Concat(-1, sine, cosine);
    }

    /// <summary>diffusers' TimestepEmbedding.</summary>
    public static Value TimeLayers(this Module module, Value x, int inputs, int outputs)
    {
        var h = module["linear_1"].Linear(x, inputs, outputs);
        return module["linear_2"].Linear(module.Silu(h), outputs, outputs);
    }
}
