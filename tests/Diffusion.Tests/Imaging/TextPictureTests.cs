using Atelier.Diffusion.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class TextPictureTests
{
    [Theory]
    [InlineData("steps: 20")]
    [InlineData("<b>not bold</b> & \"quoted\"")]
    [InlineData("line\nbreak\tand tab")]
    [InlineData("")]
    [InlineData("雪の山 и лес")]
    [InlineData("half \ud83d of a letter")]
    public void Any_words_become_a_picture_with_ink_on_white(string text)
    {
        var picture = TextPicture.Draw(text, 20, 400);
        Assert.InRange(picture.Width, 1, 400);
        Assert.Contains(picture.Pixels.ToArray(), level => level < 128);
        Assert.Contains(picture.Pixels.ToArray(), level => level > 250);
    }

    [Fact]
    public void Long_words_go_on_more_lines_within_the_width()
    {
        var line = TextPicture.Draw("word", 20, 100);
        var lines = TextPicture.Draw(string.Join(' ', Enumerable.Repeat("word", 12)) + new string('x', 60), 20, 100);
        Assert.InRange(lines.Width, 1, 100);
        Assert.True(lines.Height > 3 * line.Height);
    }

    [Fact]
    public void Larger_letters_are_larger() =>
    Assert.True(TextPicture.Draw("Ag", 48, 400).Height > 1.8 * TextPicture.Draw("Ag", 20, 400).Height);
}
