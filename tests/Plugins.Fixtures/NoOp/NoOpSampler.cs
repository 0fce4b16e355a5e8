using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.NoOp;

internal sealed class NoOpSampler : ISampler
{
    public string Name => "no_op";

    public string Label => "No-Op";

    public IReadOnlyList<string> Aliases => ["NO_OP"];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context) => x;
}
