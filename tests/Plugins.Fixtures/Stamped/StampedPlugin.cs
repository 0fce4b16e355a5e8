using Atelier.Plugins;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Stamped;

public sealed class StampedPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSampler<StampSampler>();
}

/// <summary>Asks the denoiser once, which may keep it waiting, and gives back its number.</summary>
internal sealed class StampSampler : ISampler
{
    public string Name => "stamp";

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        model.Denoise(x, sigmas[0]);
        return Latent.Own(x.Shape, [.. Enumerable.Repeat((double)Stamp(), x.Values.Length)]);
    }

    // The eight bytes by which tests find the place in the assembly and put another number there: no constant, which would be folded away.
    private static long Stamp() => 0x5EED_0DD1_7AB1_E000;
}
