using Atelier.Diffusion.Pipeline.Refine;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Generation;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Refine;

public sealed class RefinerTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    [Fact]
    public void A_model_that_refines_itself_makes_the_picture_it_makes_alone()
    {
        var request = StarterPipeline.Small();
        Assert.Equal(Pixels(request), Pixels(request with { Refiner = new RefinerStage { Model = "starter", SwitchAt = 0.5 } }));
    }

    [Theory]
    [InlineData(0.8, "first first first first refiner")]
    [InlineData(0.5, "first first first refiner refiner")]
    [InlineData(0.0, "refiner refiner refiner refiner refiner")]
    [InlineData(1.0, "first first first first first")]
    public void It_takes_over_after_its_fraction_of_the_steps(double switchAt, string models)
    {
        double[] sigmas = [10, 5, 3, 2, 1, 0];
        var asked = new List<string>();
        var denoiser = new RefinedDenoiser(new Named("first", asked), new Named("refiner", asked), new StepFinder(sigmas), switchAt);
        foreach (var sigma in sigmas[..^1])
        {
            denoiser.Denoise(new Latent(new TensorShape(1, 1, 1, 1)), sigma);
        }

        Assert.Equal(models, string.Join(' ', asked));
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_by_its_field()
    {
        var refused =
            Assert.Throws<RequestException>(
                () => Pixels(StarterPipeline.Small() with { Refiner = new RefinerStage { Model = "no-such" } }));
        Assert.Equal("refiner.model", refused.Field);
    }

    private byte[] Pixels(GenerationRequest request) => starter.Pipeline.Generate(request).Single().Picture.Pixels.ToArray();

    private sealed class Named(string name, List<string> asked) : IDenoiser
    {
        public ISigmaTable Table => throw new NotSupportedException();

        public Denoised Denoise(Latent x, double sigma)
        {
            asked.Add(name);
            return new Denoised(x, null);
        }
    }
}
