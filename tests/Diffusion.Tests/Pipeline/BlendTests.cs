using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>Pictures between two prompts, on the model that ships.</summary>
public sealed class BlendTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    private static readonly GenerationRequest Plain = StarterPipeline.Small() with { Prompt = "a red house" };
    private static readonly GenerationRequest Other = Plain with { Prompt = "a blue lake" };

    [Fact]
    public void It_goes_from_one_picture_to_the_other()
    {
        var (first, last) = (Pixels(Plain), Pixels(Other));
        var middle = Pixels(Between(0.5));

        Assert.Equal(first, Pixels(Between(0)));
        Assert.Equal(last, Pixels(Between(1)));
        Assert.NotEqual(first, middle);
        Assert.NotEqual(last, middle);
        Assert.True(Distance(first, Pixels(Between(0.1))) < Distance(first, middle));
    }

    [Fact]
    public void Its_recipe_and_its_parameters_make_it_again()
    {
        var picture = starter.Pipeline.Generate(Between(0.3)).Single();

        Assert.Equal(new PromptBlend { Prompt = "a blue lake", Weight = 0.3 }, picture.Recipe.Blend);
        Assert.Equal(picture.Picture.Pixels.ToArray(), Pixels(Recipe.Parse(picture.Recipe.ToJson()).ToRequest() with { Model = null }));
        var read = Infotext.Parse(picture.Recipe.ToInfotext("Euler", "Karras").ToString()).ToRequest();
        Assert.Equal(picture.Recipe.Blend, read.Blend);
    }

    [Fact]
    public void Choices_in_the_second_prompt_are_drawn_and_kept_in_the_recipe()
    {
        var picture = starter.Pipeline.Generate(Plain with { Blend = new PromptBlend { Prompt = "a {lake|sea|pond}" } }).Single();

        Assert.Contains(picture.Recipe.Blend!.Prompt, (string[])["a lake", "a sea", "a pond"]);
    }

    [Theory]
    [InlineData(-0.1, "blend.weight")]
    [InlineData(1.5, "blend.weight")]
    [InlineData(double.NaN, "blend.weight")]
    public void A_weight_out_of_its_range_is_refused(double weight, string field) =>
        Assert.Equal(field, Assert.Single(RequestValidator.Problems(Between(weight), new GenerationLimits())).Field);

    [Fact]
    public void A_second_prompt_names_no_adapters_and_no_unknown_wildcards()
    {
        var wildcards = Path.GetTempPath();
        var problems = PromptCheck.Problems(Plain with { Blend = new PromptBlend { Prompt = "a lake <lora:ink:1>" } }, wildcards);
        Assert.Equal("blend.prompt", Assert.Single(problems).Field);
        problems = PromptCheck.Problems(Plain with { Blend = new PromptBlend { Prompt = "__nowhere-to-be-found__" } }, wildcards);
        Assert.Equal("blend.prompt", Assert.Single(problems).Field);
        Assert.Equal(
            "blend.prompt",
            Assert.Single(
                RequestValidator.Problems(
                    Plain with { Blend = new PromptBlend { Prompt = new string('x', 1_000_000) } }, new GenerationLimits())).Field);
    }

    private static GenerationRequest Between(double weight) =>
        Plain with { Blend = new PromptBlend { Prompt = Other.Prompt, Weight = weight } };

    private static double Distance(byte[] one, byte[] other) => one.Zip(other).Sum(pair => Math.Abs(pair.First - pair.Second));

    private byte[] Pixels(GenerationRequest request) => starter.Pipeline.Generate(request).Single().Picture.Pixels.ToArray();
}
