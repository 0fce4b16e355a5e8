using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What every <see cref="IPreprocessor"/> keeps to. Inherit it and give the preprocessor, with a file and what runs it where it needs them.
/// </summary>
public abstract class PreprocessorCompliance
{
    protected abstract IPreprocessor Preprocessor { get; }

    /// <summary>The file it makes maps with; null where it needs none.</summary>
    protected virtual ModelFile? Model => null;

    /// <summary>Runs that file.</summary>
    protected virtual IModelRuntime Runtime { get; } = new NoRuntime();

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Preprocessor);

    [Theory]
    [InlineData(64, 48)]
    [InlineData(33, 47)]
    [InlineData(7, 5)]
    [InlineData(1, 9)]
    [InlineData(1, 1)]
    public void The_map_has_the_pictures_size(int width, int height)
    {
        foreach (var mask in new[] { null, Some(width, height) })
        {
            var map = Preprocessor.Process(Some(width, height), Context() with { Mask = mask });
            Assert.Equal((width, height), (map.Width, map.Height));
        }
    }

    [Fact]
    public void The_same_picture_and_seed_give_the_same_map_on_any_thread()
    {
        var expected = Preprocessor.Process(Some(40, 30), Context()).Pixels.ToArray();
        var maps = Enumerable.Range(0, 8).AsParallel().Select(_ => Preprocessor.Process(Some(40, 30), Context()).Pixels.ToArray());
        Assert.All(maps, map => Assert.Equal(expected, map));
    }

    [Fact]
    public void The_picture_stays_as_it_was()
    {
        var picture = Some(40, 30);
        Preprocessor.Process(picture, Context());
        Assert.Equal(Some(40, 30).Pixels, picture.Pixels);
    }

    [Fact]
    public void A_flat_picture_has_a_map() => Assert.All(new byte[] { 0, 127, 255 }, level =>
        Assert.Equal(20, Preprocessor.Process(Picture.Own(20, 20, [.. Enumerable.Repeat(level, 1200)]), Context()).Width));

    [Fact]
    public void Every_value_that_an_option_allows_is_accepted() => Assert.All(Preprocessor.Options, option =>
    {
        Assert.InRange(option.Default, option.Minimum, option.Maximum);
        Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{option.Name} has no description.");
        foreach (var value in (double[])[option.Minimum, (option.Minimum + option.Maximum) / 2, option.Maximum])
        {
            var options = PartOptions.Bind(Preprocessor.Options, new Dictionary<string, double> { [option.Name] = value });
            Assert.Equal(24, Preprocessor.Process(Some(24, 24), Context() with { Options = options }).Height);
        }
    });

    [Fact]
    public void It_ends_when_it_is_cancelled_or_is_done_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        try
        {
            Assert.Equal(64, Preprocessor.Process(Some(64, 64), Context() with { Cancellation = cancelled.Token }).Width);
        }
        catch (OperationCanceledException exception)
        {
            Assert.Equal(cancelled.Token, exception.CancellationToken);
        }
    }

    private PreprocessingContext Context() => new(PartOptions.Bind(Preprocessor.Options), null, 7, Model, Runtime, CancellationToken.None);

    private static Picture Some(int width, int height)
    {
        var pixels = new byte[width * height * Picture.Channels];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 37 % 251);
        }

        return Picture.Own(width, height, pixels);
    }

    private sealed class NoRuntime : IModelRuntime
    {
        public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("It opens a network and names no file.");
    }
}
