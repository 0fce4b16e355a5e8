using Atelier.Imaging;

namespace Atelier.ControlNet.Tests.Preprocessors;

/// <summary>Scribble, lineart and soft edges: what they make of a line.</summary>
public class LineTests
{
    // A dark line, three pixels wide, down the middle of white paper.
    private static readonly Picture Line = Drawings.Grey([.. Enumerable.Repeat("9999999999999990009999999999999999", 20)]);

    [Fact]
    public void A_scribble_is_white_on_the_line_and_black_beside_it()
    {
        var row = Drawings.Lines(Drawings.Map("scribble_xdog", Line))[10];
        Assert.Equal("###", row[15..18]);
        Assert.Equal(new string('.', 12), row[..12]);
    }

    [Fact]
    public void A_higher_threshold_leaves_faint_strokes_out()
    {
        var faint = Drawings.Grey([.. Enumerable.Repeat("9999999999999998889999999999999999", 20)]);
        Assert.Contains("#", Drawings.Lines(Drawings.Map("scribble_xdog", faint))[10]);
        Assert.DoesNotContain("#", Drawings.Lines(Drawings.Map("scribble_xdog", faint, ("threshold", 60)))[10]);
    }

    [Fact]
    public void Lineart_makes_a_usual_line_middle_grey_and_paper_black()
    {
        var map = Drawings.Map("lineart_standard", Line);
        Assert.InRange(Drawings.At(map, 16, 10), 120, 135);
        Assert.Equal(0, Drawings.At(map, 5, 10));
    }

    [Fact]
    public void Lineart_of_paper_alone_is_black() =>
        Assert.All(Drawings.Map("lineart_standard", Drawings.Flat(30, 30, 240, 240, 240)).Pixels.ToArray(),
            level => Assert.Equal(0, level));

    [Fact]
    public void A_soft_edge_is_brightest_at_the_step_and_fades_on_either_side()
    {
        var step = Drawings.Grey([.. Enumerable.Repeat("0000000000000000000099999999999999999999", 40)]);
        var map = Drawings.Map("softedge", step);
        var row = Enumerable.Range(0, 40).Select(x => (int)Drawings.At(map, x, 20)).ToArray();

        Assert.Equal(255, row[19]);
        Assert.Equal(row[..20].Order(), row[..20]);
        Assert.Equal(row[20..].OrderDescending(), row[20..]);
        Assert.True(row[0] < 8, $"{row[0]} far from the step");
    }

    [Fact]
    public void A_flat_picture_has_no_soft_edges() =>
        Assert.All(Drawings.Map("softedge", Drawings.Flat(30, 30, 90, 10, 200)).Pixels.ToArray(), level => Assert.Equal(0, level));
}
