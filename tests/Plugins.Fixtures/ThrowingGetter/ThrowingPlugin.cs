using Atelier.Plugins;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.ThrowingGetter;

public sealed class ThrowingPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSampler<ThrowingSampler>();
}

internal sealed class ThrowingSampler : ISampler
{
    public string Name => "throwing";

    public IReadOnlyList<PartOption> Options => throw new ThrowingException();

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context) => x;
}

internal sealed class ThrowingException : Exception
{
    public override string Message => throw new InvalidOperationException();
}
