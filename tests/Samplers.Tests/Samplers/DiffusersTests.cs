using System.Globalization;
using System.Text.Json;
using Atelier.Compliance.Doubles;
using Atelier.Sampling;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>
/// Against diffusers' schedulers in single precision. They keep the variance-preserving latent x / √(1 + sigma²) and whole timesteps, which
/// this converts; samplers see neither.
/// </summary>
public class DiffusersTests
{
    private const double Tolerance = 2e-5;

    /// <summary>Below so many steps diffusers lowers the order of the last ones.</summary>
    private const int FewSteps = 15;

    // Some schedulers end in alpha 1, others at the first training timestep.
    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("ddim", "ddim", "first")]
    [InlineData("ddim_trailing", "ddim", "zero")]
    [InlineData("ddim", "euler", "first")]
    [InlineData("pndm", "plms", "first")]
    [InlineData("unipc", "unipc", "first")]
    [InlineData("deis", "deis", "first")]
    [InlineData("dpmsolver++", "dpmpp_2m", "first")]
    [InlineData("dpmsolver++_karras", "dpmpp_2m", "karras")]
    [InlineData("euler", "euler", "zero")]
    [InlineData("ddpm", "ddpm", "zero")]
    [InlineData("lcm", "lcm", "zero")]
    public void A_run_ends_where_that_of_diffusers_ends(string run, string name, string end)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Golden.PathOf("samplers", "diffusers.json")));
        var golden = Golden.Open("samplers", "diffusers.safetensors");
        var levels = Golden.Open("samplers", "expected.safetensors")["table.sigmas"].Doubles;
        var scheduler = json.RootElement.GetProperty(run);
        var timesteps = scheduler.GetProperty("timesteps").EnumerateArray().Select(t => t.GetDouble()).Distinct().ToArray();
        var sigmas = Sigmas(timesteps, levels, end);

        var model = new EpsilonDenoiser(sigmas, timesteps, new SigmaList(levels));
        var sampler = PluginParts.All.Samplers[name];
        var context =
            new RecordingContext(new QueuedNoise(golden["noise"]), PartOptions.Bind(sampler.Options, Options(sampler, scheduler, end)));
        var start = Latent.Own(new TensorShape(golden["x0"].Shape), golden["x0"].Doubles) * Math.Sqrt(1 + (sigmas[0] * sigmas[0]));
        var x = sampler.Sample(model, start, sigmas, context);
        Closeness.AssertClose(golden[run], (x / Math.Sqrt(1 + (sigmas[^1] * sigmas[^1]))).Values, Tolerance);
    }

    private static double[] Sigmas(double[] timesteps, double[] levels, string end) => end switch
    {
        "zero" => [.. timesteps.Select(t => levels[(int)t]), 0],
        "first" => [.. timesteps.Select(t => levels[(int)t]), levels[0]],
        _ => PluginParts.All.Schedules["karras"].Sigmas(new SigmaRequest(timesteps.Length, new SigmaList(levels)))[..^1],
    };

    private static Dictionary<string, double> Options(ISampler sampler, JsonElement scheduler, string end)
    {
        var options = new Dictionary<string, double>();
        if (scheduler.TryGetProperty("config", out var config) && config.TryGetProperty("solver_order", out var order))
        {
            options["order"] = double.Parse(order.GetString()!, CultureInfo.InvariantCulture);
        }

        if (end == "first" && scheduler.GetProperty("timesteps").GetArrayLength() < FewSteps
            && sampler.Options.Any(option => option.Name == "lower_order_final"))
        {
            options["lower_order_final"] = 1;
        }

        return options;
    }

    /// <summary>The model of diffusers.json, ε = tanh(0.7·x + 0.001·t)·0.9, on the variance-preserving latent.</summary>
    private sealed class EpsilonDenoiser(double[] sigmas, double[] timesteps, ISigmaTable table) : IDenoiser
    {
        public ISigmaTable Table => table;

        public Denoised Denoise(Latent x, double sigma)
        {
            var t = timesteps[Array.FindIndex(sigmas, level => Math.Abs(level - sigma) < 1e-9 * sigma)];
            var scale = Math.Sqrt(1 + (sigma * sigma));
            return new Denoised(x.Map(value => value - (sigma * 0.9 * Math.Tanh((0.7 * value / scale) + (0.001 * t)))));
        }
    }
}
