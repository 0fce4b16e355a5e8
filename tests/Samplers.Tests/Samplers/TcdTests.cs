using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

public class TcdTests
{
    private static readonly double[] Timesteps = [999, 759, 499, 259, 0];
    private static readonly double[] Noise = [0.1, -0.2, 0.3, 1, 2, -1, -0.5, 0.25, 0.75];

    /// <summary>Computed once with NumPy by the formulas of diffusers' scheduling_tcd.py in double precision.</summary>
    [Theory]
    [InlineData(0.3, new[] { -1.6635637292359045, -13.313033084958525, 13.64750951482688 })]
    [InlineData(0.0, new[] { -1.4931767190691312, -15.688375799606176, 16.31785954088269 })]
    [InlineData(1.0, new[] { -1.9180562594759014, -11.562984953025712, 10.736665637943883 })]
    public void A_run_ends_where_that_of_diffusers_ends(double eta, double[] expected)
    {
        var sampler = PluginParts.All.Samplers["tcd"];
        var table = SigmaList.StableDiffusion;
        double[] sigmas = [.. Timesteps.Select(t => table.Sigmas[(int)t])];
        var options = PartOptions.Bind(sampler.Options, new Dictionary<string, double> { ["eta"] = eta });
        var start = Latent.Own(new TensorShape(1, 3), [0.5, -1.25, 2]) * Math.Sqrt(1 + (sigmas[0] * sigmas[0]));
        var x = sampler.Sample(
            new Tanh(), start, sigmas, new RecordingContext(new Listed(), options)) / Math.Sqrt(1 + (sigmas[^1] * sigmas[^1]));
        Assert.All(expected.Zip(x.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private sealed class Tanh : IDenoiser
    {
        public ISigmaTable Table => SigmaList.StableDiffusion;

        public Denoised Denoise(Latent x, double sigma)
        {
            var t = Math.Round(Table.TimestepAt(sigma));
            var scale = Math.Sqrt(1 + (sigma * sigma));
            return new Denoised(x.Map(value => value - (sigma * 0.9 * Math.Tanh((0.7 * value / scale) + (0.001 * t)))));
        }
    }

    private sealed class Listed : INoiseSource
    {
        private int _calls;

        public Latent Next(double sigma, double sigmaNext) => Latent.Own(new TensorShape(1, 3), Noise[(3 * _calls)..(3 * ++_calls)]);
    }
}
