using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>What a sampler of this engine gets beside the model.</summary>
internal sealed class SamplingRun(INoiseSource noise, PartOptions options, Action<int, Latent> report) : SamplingContext
{
    public override INoiseSource Noise { get; } = noise;

    public override PartOptions Options { get; } = options;

    public override void Report(int step, double sigma, Latent denoised) => report(step, denoised);
}
