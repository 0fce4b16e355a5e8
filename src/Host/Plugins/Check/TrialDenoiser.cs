using Atelier.Diffusion.Checkpoints;
using Atelier.Noise;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Plugins.Check;

/// <summary>The denoiser of data that is normal with deviation 1, on Stable Diffusion's noise levels: exact, and needs no model.</summary>
internal sealed class TrialDenoiser : IDenoiser
{
    public static ISigmaTable SigmaTable { get; } = Diffusion.Pipeline.Sample.SigmaTable.From(new SchedulerConfig());

    public ISigmaTable Table => SigmaTable;

    public Denoised Denoise(Latent x, double sigma)
    {
        var clean = x * (1 / (1 + (sigma * sigma)));
        return new Denoised(clean, clean);
    }
}

/// <summary>Counts what a sampler reports.</summary>
internal sealed class TrialContext(INoiseSource noise, PartOptions options) : SamplingContext
{
    public int Reports { get; private set; }

    public override INoiseSource Noise { get; } = noise;

    public override PartOptions Options { get; } = options;

    public override void Report(int step, double sigma, Latent denoised) => Reports++;
}

/// <summary>Some noise, the same for the same seed.</summary>
internal sealed class TrialNoise : INoise
{
    public string Name => "trial";

    public INoiseStream Open(ulong seed) => new Stream(seed);

    internal sealed class Stream(ulong seed) : INoiseStream
    {
        private readonly Random _random = new((int)seed);

        public void Fill(Span<float> values)
        {
            foreach (ref var value in values)
            {
                value = (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
            }
        }
    }
}
