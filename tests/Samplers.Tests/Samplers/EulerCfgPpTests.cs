using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

public class EulerCfgPpTests
{
    [Fact]
    public void A_step_goes_to_the_guided_prediction_along_the_unconditional_noise()
    {
        var sampler = PluginParts.All.Samplers["euler_cfg_pp"];
        var context = new RecordingContext(new NoNoise(), PartOptions.Bind(sampler.Options));
        var x = sampler.Sample(new TwoPredictions(), Latent.Own(new TensorShape(1, 1), [8]), [4, 1], context);

        // x = guided + sigmaNext · (x − unconditional) / sigma
        Assert.Equal(3 + (1 * (8 - 2.0) / 4), x.Values[0], 1e-12);
    }

    [Fact]
    public void It_asks_for_the_unconditional_prediction() => Assert.Equal(
        ["euler_cfg_pp"],
        PluginParts.All.Samplers.Values.Where(sampler => sampler.NeedsUnconditional).Select(sampler => sampler.Name));

    private sealed class TwoPredictions : IDenoiser
    {
        public ISigmaTable Table => SigmaList.StableDiffusion;

        public Denoised Denoise(Latent x, double sigma) =>
            new(Latent.Own(x.Shape, [3]), Latent.Own(x.Shape, [2]));
    }
}
