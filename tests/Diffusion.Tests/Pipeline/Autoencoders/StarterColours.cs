using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Preview;

namespace Atelier.Diffusion.Tests.Pipeline.Autoencoders;

/// <summary>The starter model's colours as weighted sums of its latents' channels, or the negative of them.</summary>
internal static class StarterColours
{
    public static double[,] Of(ModelLoader models, string starter, int times)
    {
        using var use = models.Use(starter);
        var channels = use.Model.Checkpoint.Vae.Config.LatentChannels;
        var fit = new LeastSquares(channels + 1, 3);
        foreach (var sample in SampleLatent.Of(use.Model.Decoder(new TilingOptions(), default), channels, default))
        {
            for (var at = 0; at < SampleLatent.Side * SampleLatent.Side; at++)
            {
                double[] inputs =
                    [.. Enumerable.Range(0, channels)
                        .Select(channel => sample.Latent.Values[(channel * SampleLatent.Side * SampleLatent.Side) + at]), 1];
                fit.Add(inputs,
                    [.. Enumerable.Range(0, 3)
                        .Select(colour => times * sample.Colour(colour, at / SampleLatent.Side, at % SampleLatent.Side))]);
            }
        }

        return fit.Solve();
    }
}
