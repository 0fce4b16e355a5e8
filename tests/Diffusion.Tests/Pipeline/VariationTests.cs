using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class VariationTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    [Fact]
    public void At_full_strength_a_picture_is_its_neighbours()
    {
        var neighbour = Pixels(StarterPipeline.Small() with { Seed = 99 });
        var arrived = Pixels(StarterPipeline.Small() with { Variation = new Variation { Seed = 99, Strength = 1 } });
        Assert.Equal(neighbour[0], arrived[0]);
    }

    [Fact]
    public void Without_strength_it_is_itself() =>
        Assert.Equal(
            Pixels(StarterPipeline.Small())[0], Pixels(StarterPipeline.Small() with { Variation = new Variation { Seed = 99 } })[0]);

    [Fact]
    public void Further_variations_keep_the_seed_and_count_their_neighbours_up()
    {
        var made = starter.Pipeline.Generate(
            StarterPipeline.Small() with { Count = 2, Variation = new Variation { Seed = 99, Strength = 0.2 } }).ToList();
        Assert.Equal([7ul, 7], made.Select(picture => picture.Recipe.Seed));
        Assert.Equal([99ul, 100], made.Select(picture => picture.Recipe.Variation!.Seed!.Value));
        Assert.Equal(made[1].Picture.Pixels.ToArray(), Pixels(made[1].Recipe.ToRequest())[0]);
    }

    [Fact]
    public void A_neighbour_that_is_not_named_is_drawn_and_written_down()
    {
        var made = starter.Pipeline.Generate(StarterPipeline.Small() with { Variation = new Variation { Strength = 0.2 } }).Single();
        Assert.Equal(StarterPipeline.DrawnSeed, made.Recipe.Variation!.Seed);
    }

    [Fact]
    public void The_noise_of_another_size_makes_another_picture_of_the_same_size()
    {
        var request = StarterPipeline.Small() with { Width = 128 };
        var resized =
            starter.Pipeline.Generate(request with { Variation = new Variation { FromWidth = 64, FromHeight = 64 } }).Single().Picture;
        Assert.Equal((128, 64), (resized.Width, resized.Height));
        Assert.NotEqual(Pixels(request)[0], resized.Pixels.ToArray());
    }

    private List<byte[]> Pixels(GenerationRequest request) =>
        [.. starter.Pipeline.Generate(request).Select(picture => picture.Picture.Pixels.ToArray())];
}
