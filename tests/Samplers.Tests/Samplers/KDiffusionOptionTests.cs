using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>
/// Options away from their defaults, against k-diffusion's sampling.py run once in double precision: on the denoiser tanh(x / (1 +
/// sigma²)), from (9.8, −18.2), over 9 levels from 14 to 0.03 even in log sigma and 0. Call k draws the noise (cos(k + 1), sin(2k + 1));
/// with churn, which k-diffusion draws for even where it adds none, always (0.4, −0.9).
/// </summary>
public class KDiffusionOptionTests
{
    [Theory]
    [InlineData("euler", "s_churn=2.5 s_tmin=0.05 s_tmax=10 s_noise=1.1", 0.5821749893769765, -0.7098636480368833)]
    [InlineData("heun", "s_churn=2.5 s_tmin=0.05 s_tmax=10 s_noise=1.1", 0.5563139678034449, -0.6480155333094582)]
    [InlineData("dpm_2", "s_churn=2.5 s_tmin=0.05 s_tmax=10 s_noise=1.1", 0.5721270684203502, -0.67068468515779)]
    [InlineData("euler_ancestral", "eta=0.5 s_noise=1.1", 0.06829596144661362, -0.4321473553275936)]
    [InlineData("dpm_2_ancestral", "eta=0.4 s_noise=0.9", 0.30472613793961606, -0.5159037947079462)]
    [InlineData("dpmpp_2s_ancestral", "eta=0.6 s_noise=1.05", -0.017468973833481394, -0.40372094493481414)]
    [InlineData("dpmpp_sde", "eta=0.5 s_noise=0.9 r=0.3", 0.2890358524731396, -0.48573613786089836)]
    [InlineData("dpmpp_2m_sde", "eta=0.7 s_noise=1.1 solver=1", -0.3423542384538668, -0.12016667060583487)]
    [InlineData("dpmpp_3m_sde", "eta=0.5 s_noise=0.9", -0.21310270922806868, -0.2091262288268705)]
    [InlineData("dpm_fast", "eta=0.8 s_noise=0.9", 0.3734205448718273, -0.3198725038734769)]
    [InlineData("dpm_adaptive", "order=2 rtol=0.02 atol=0.01", 0.5159407357508344, -0.6798626041054975)]
    [InlineData(
        "dpm_adaptive",
        "order=3 eta=0.5 s_noise=0.9 pcoeff=0.2 icoeff=0.6 dcoeff=0.1 h_init=0.1 accept_safety=0.7",
        0.031409225795765085,
        -0.5669370002098969)]
    public void A_run_with_options_ends_where_that_of_k_diffusion_ends(string name, string options, double first, double second)
    {
        var sampler = PluginParts.All.Samplers[name];
        var given = options.Split(' ').Select(option => option.Split('='))
            .ToDictionary(option => option[0], option => double.Parse(option[1]));
        var context = new RecordingContext(new Waves(given.ContainsKey("s_churn")), PartOptions.Bind(sampler.Options, given));
        double[] sigmas = [.. SamplerRun.Levels(8, 14, 0.03), 0];
        var x = sampler.Sample(new Tanh(), Latent.Own(new TensorShape(1, 2), [9.8, -18.2]), sigmas, context);
        Assert.Equal(first, x.Values[0], 1e-9);
        Assert.Equal(second, x.Values[1], 1e-9);
    }

    private sealed class Tanh : IDenoiser
    {
        public ISigmaTable Table => SigmaList.StableDiffusion;

        public Denoised Denoise(Latent x, double sigma) => new(x.Map(value => Math.Tanh(value / (1 + (sigma * sigma)))));
    }

    private sealed class Waves(bool still) : INoiseSource
    {
        private int _calls;

        public Latent Next(double sigma, double sigmaNext)
        {
            var k = _calls++;
            return Latent.Own(new TensorShape(1, 2), still ? [0.4, -0.9] : [Math.Cos(k + 1), Math.Sin((2 * k) + 1)]);
        }
    }
}
