namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>
/// The guidance scale as networks take it that were distilled with it (Meng et al. 2022; Luo et al. 2023): sines and cosines of w, the
/// scale less one (diffusers, <c>get_guidance_scale_embedding</c>).
/// </summary>
internal static class GuidanceEmbedding
{
    private const double LongestPeriod = 10000;
    private const double Unit = 1000;

    /// <summary>The embedding.</summary>
    /// <param name="w">The scale less one.</param>
    /// <param name="width">Numbers; an odd one leaves the last 0.</param>
    public static float[] Of(double w, int width)
    {
        var embedding = new float[width];
        var half = width / 2;
        for (var i = 0; i < half; i++)
        {
            var angle = Unit * w * Math.Exp(-Math.Log(LongestPeriod) * i / (half - 1));
            (embedding[i], embedding[half + i]) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
        }

        return embedding;
    }
}
