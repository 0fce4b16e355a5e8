using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Tests.Plugins;

/// <summary>A part of any kind that has names and does the least its kind allows.</summary>
internal sealed class NamedPart(string name, params string[] aliases)
    : ISampler, ISigmaSchedule, INoise, IGuidance, IGuidanceRun, INoiseStream
{
    public string Name => name;

    public IReadOnlyList<string> Aliases => aliases;

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context) => x;

    public double[] Sigmas(SigmaRequest request) => [request.SigmaMax, 0];

    public INoiseStream Open(ulong seed) => this;

    public void Fill(Span<float> values) => values.Clear();

    public IGuidanceRun Begin(GuidanceContext context) => this;

    public GuidanceNeeds Needs(GuidanceStep step) => default;

    public Latent Guide(GuidanceStep step, GuidancePredictions predictions) => predictions.X;
}
