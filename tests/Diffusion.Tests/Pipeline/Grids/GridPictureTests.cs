using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Grids;

public sealed class GridPictureTests
{
    [Fact]
    public void Every_cell_is_in_its_place_and_no_two_touch()
    {
        var cells = Cells(new GridPlan { X = new("seed", ["1-3"]), Y = new("steps", ["1", "2"]) });
        var pictures = Enumerable.Range(0, 6).Select(i => Flat(64, 48, (byte)(10 + (30 * i)))).ToArray();
        var grid = GridPicture.Draw(cells, pictures);
        var layout = new GridLayout(cells, 64, 48, 4);
        Assert.Equal((layout.Width, layout.Height), (grid.Width, grid.Height));
        for (var cell = 0; cell < 6; cell++)
        {
            var place = layout.Cell(cell);
            Assert.Equal(pictures[cell].Pixels.ToArray(), grid.Crop(place.Left, place.Top, 64, 48).Pixels.ToArray());
        }

        Assert.Equal(64 + 4, layout.Cell(1).Left - layout.Cell(0).Left);
        Assert.Equal(48 + 4, layout.Cell(3).Top - layout.Cell(0).Top);
    }

    [Fact]
    public void Labels_are_written_above_columns_and_beside_rows_in_dark_letters()
    {
        var cells = Cells(new GridPlan { X = new("seed", ["1"]), Y = new("steps", ["1"]), Z = new("width", ["64"]) });
        var layout = new GridLayout(cells, 128, 128, 4);
        var grid = GridPicture.Draw(cells, [Flat(128, 128, 255)]);
        Assert.Equal(3, layout.Labels.Count());
        Assert.All(layout.Labels, label => Assert.True(
            grid.Crop(label.Place.Left, label.Place.Top, label.Place.Width, label.Place.Height).Pixels.ToArray()
                .Count(level => level < 64) > 30));
    }

    [Fact]
    public void A_grid_that_would_be_too_large_shows_its_pictures_smaller()
    {
        var cells = GridCells.Of(
            new GenerationRequest { Prompt = "", Grid = new GridPlan { X = new("seed", ["1-12"]) } }, new GenerationLimits());
        var grid = GridPicture.Draw(cells, [.. Enumerable.Repeat(Flat(1024, 1024, 9), 12)]);
        Assert.InRange(grid.Width, PictureLimits.Side * 3 / 4, PictureLimits.Side);
    }

    [Fact]
    public void A_cell_that_was_not_made_stays_white()
    {
        var cells = Cells(new GridPlan { X = new("seed", ["1", "2"]) });
        var grid = GridPicture.Draw(cells, [Flat(32, 32, 0), null]);
        var place = new GridLayout(cells, 32, 32, 4).Cell(1);
        Assert.All(grid.Crop(place.Left, place.Top, 32, 32).Pixels.ToArray(), level => Assert.Equal(255, level));
    }

    private static GridCells Cells(GridPlan plan) =>
        GridCells.Of(new GenerationRequest { Prompt = "", Grid = plan }, new GenerationLimits());

    private static Picture Flat(int width, int height, byte level)
    {
        var pixels = new byte[width * height * 3];
        Array.Fill(pixels, level);
        return Picture.Own(width, height, pixels);
    }
}
