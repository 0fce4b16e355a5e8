using System.Diagnostics;
using System.Text.RegularExpressions;
using Atelier.Diffusion.Imaging.Metadata;

namespace Atelier.Diffusion.Tests.Imaging.Metadata;

public sealed partial class InfotextFieldsTests
{
    private static readonly string[] Pieces =
        ["Steps", "CFG scale", "a", "é", " ", " ", ":", ":", ",", ",", "\"", "\"", "\\", "-", "/", "_", "20", "512x512", ": ", ", ", "\t",
            "(", "\\\"", "猫"];

    [Fact]
    public void Any_line_splits_as_AUTOMATIC1111s_regular_expression_splits_it()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var expected = Original().Matches(line).Select(match => KeyValuePair.Create(match.Groups[1].Value, match.Groups[2].Value))
                .ToList();
            Assert.True(expected.SequenceEqual(InfotextFields.Split(line)), line);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a:\"")]
    [InlineData("aa:\"\\")]
    [InlineData(" ")]
    [InlineData("a:")]
    public void A_long_line_takes_no_time_to_speak_of(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        var clock = Stopwatch.StartNew();
        InfotextFields.Split(line);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    [GeneratedRegex("""\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)""")]
    private static partial Regex Original();
}
