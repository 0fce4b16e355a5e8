using Atelier.Diffusion.Pipeline;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker.Work;
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

        var sampled = parts.Find<ISampler>("anything").Sample(new SlowModel(_time), x, [1, 0], null!);

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
        public IReadOnlyList<T> All<T>()
            where T : class, INamed => [(T)(INamed)sampler];

        public T Find<T>(string name)
            where T : class, INamed => (T)(INamed)sampler;
    }
}
