using Atelier.Diffusion.Pipeline;
using Atelier.Guidance;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker.Work;
using Atelier.Noise;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Tests.Worker.Work;

public sealed class TimedPartsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_samplers_time_is_told_without_the_models()
    {
        List<(string Sampler, TimeSpan Time)> told = [];
        var parts = new TimedParts(new OneSampler(new SlowSampler(_time)), _time, (name, time) => told.Add((name, time)));
        var x = new Latent(new TensorShape(1, 4, 8, 8));

        var sampled = parts.Sampler("anything").Sample(new SlowModel(_time), x, [1, 0], null!);

        Assert.Same(x, sampled);
        Assert.Equal([("slow", TimeSpan.FromSeconds(3))], told);
    }

    private sealed class SlowSampler(ManualTime time) : ISampler
    {
        public string Name => "slow";

        public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
        {
            time.Pass(1);
            model.Denoise(x, sigmas[0]);
            time.Pass(2);
            return model.Denoise(x, sigmas[0]).Guided;
        }
    }

    private sealed class SlowModel(ManualTime time) : IDenoiser
    {
        public ISigmaTable Table => throw new NotSupportedException();

        public Denoised Denoise(Latent x, double sigma)
        {
            time.Pass(10);
            return new Denoised(x);
        }
    }

    private sealed class OneSampler(ISampler sampler) : IPartRegistry
    {
        public IReadOnlyList<ISampler> Samplers => [sampler];

        public IReadOnlyList<ISigmaSchedule> Schedules => [];

        public IReadOnlyList<INoise> Noises => [];

        public IReadOnlyList<IGuidance> Guidances => [];

        public ISampler Sampler(string name) => sampler;

        public ISigmaSchedule Schedule(string name) => throw new NotSupportedException();

        public INoise Noise(string name) => throw new NotSupportedException();

        public IGuidance Guidance(string name) => throw new NotSupportedException();
    }
}
