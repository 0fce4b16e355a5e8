using Atelier.Plugins;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Deadly;

public sealed class DeadlyPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder
        .AddSampler(new DeadlySampler("fails_fast", () => Environment.FailFast("a plugin's end")))
        .AddSampler(new DeadlySampler("exits", () => Environment.Exit(7)))
        .AddSampler(new DeadlySampler("overflows", () => Deeper(1)))
        .AddSampler(new DeadlySampler("hangs", () => Thread.Sleep(Timeout.Infinite)));

    private static int Deeper(int depth) => Deeper(depth + 1) + depth;
}

internal sealed class DeadlySampler(string name, Action end) : ISampler
{
    public string Name => name;

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        end();
        return x;
    }
}
