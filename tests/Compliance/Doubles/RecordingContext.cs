using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Compliance.Doubles;

/// <summary>A sampling context that keeps what is reported.</summary>
/// <param name="noise">What the sampler draws from.</param>
/// <param name="options">The values of its options.</param>
public sealed class RecordingContext(INoiseSource noise, PartOptions options) : SamplingContext
{
    public List<(int Step, double Sigma, Latent Denoised)> Reports { get; } = [];

    public override INoiseSource Noise => noise;

    public override PartOptions Options => options;

    public override void Report(int step, double sigma, Latent denoised) => Reports.Add((step, sigma, denoised));
}
