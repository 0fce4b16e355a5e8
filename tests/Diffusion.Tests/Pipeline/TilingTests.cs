using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Imaging;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class TilingTests(StarterPipeline starter) : IClassFixture<StarterPipeline>
{
    [Theory]
    [InlineData("x", true, false)]
    [InlineData("y", false, true)]
    [InlineData("both", true, true)]
    public void The_picture_goes_on_at_its_other_edge_along_the_axes_that_tile(string tiling, bool x, bool y)
    {
        var picture = starter.Pipeline.Generate(StarterPipeline.Small("waves on the sea") with { Tiling = tiling }).Single().Picture;
        AssertContinues(picture, x, y);
    }

    [Fact]
    public void Without_tiling_the_edges_are_strangers()
    {
        var picture = starter.Pipeline.Generate(StarterPipeline.Small("waves on the sea")).Single().Picture;
        Assert.True(Step(picture, vertical: false, at: 0) > 2 * Inside(picture, vertical: false));
    }

    [Fact]
    public void It_goes_on_too_where_the_decoder_works_in_tiles()
    {
        using var models = new ModelLoader(
            new ModelCatalog(Path.Combine(Golden.RepositoryRoot, "models")), "starter", new OnnxRuntimeOptions(), TimeProvider.System);
        var options = StarterPipeline.Options with { Tiling = new TilingOptions { Threshold = 4, Size = 6, Overlap = 2 } };
        var pipeline = new DiffusionPipeline(new SamplerParts(), models, options, TimeProvider.System, () => 1);
        AssertContinues(
            pipeline.Generate(StarterPipeline.Small("waves on the sea") with { Tiling = "both", Width = 128 }).Single().Picture, true,
            true);
    }

    // The step from the last column to the first is like those within the picture: a horizon may lie there as anywhere.
    private static void AssertContinues(Picture picture, bool x, bool y)
    {
        if (x)
        {
            Assert.InRange(Step(picture, vertical: false, at: 0), 0, Greatest(picture, vertical: false));
        }

        if (y)
        {
            Assert.InRange(Step(picture, vertical: true, at: 0), 0, Greatest(picture, vertical: true));
        }
    }

    private static double Greatest(Picture picture, bool vertical) => Math.Max(
        2 * Inside(picture, vertical),
        Enumerable.Range(1, (vertical ? picture.Height : picture.Width) - 1).Max(at => Step(picture, vertical, at)));

    private static double Inside(Picture picture, bool vertical)
    {
        var length = vertical ? picture.Height : picture.Width;
        return Enumerable.Range(1, length - 1).Average(at => Step(picture, vertical, at));
    }

    private static double Step(Picture picture, bool vertical, int at)
    {
        var (length, across) = vertical ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var before = (at + length - 1) % length;
        return Enumerable.Range(0, across * 3).Average(i => Math.Abs(Level(at, i / 3, i % 3) - Level(before, i / 3, i % 3)));

        int Level(int along, int beside, int channel) =>
            picture.Pixels[(((vertical ? along : beside) * picture.Width) + (vertical ? beside : along)) * 3 + channel];
    }
}
