using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Upscaling;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What every <see cref="IUpscaler"/> keeps to. Inherit it and give the upscaler, with a file and what runs it where it needs them.
/// </summary>
public abstract class UpscalerCompliance
{
    protected abstract IUpscaler Upscaler { get; }

    /// <summary>The file it enlarges with; null where it needs none.</summary>
    protected virtual ModelFile? Model => null;

    /// <summary>Runs that file.</summary>
    protected virtual IModelRuntime Runtime { get; } = new NoRuntime();

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Upscaler);

    [Theory]
    [InlineData(64, 48)]
    [InlineData(33, 47)]
    [InlineData(100, 20)]
    [InlineData(32, 24)]
    [InlineData(9, 7)]
    [InlineData(1, 1)]
    public void It_makes_exactly_the_asked_size(int width, int height)
    {
        var made = Upscale(Some(32, 24), width, height);
        Assert.Equal((width, height), (made.Width, made.Height));
    }

    [Fact]
    public void A_picture_of_one_pixel_is_enlarged()
    {
        var made = Upscale(Picture.Own(1, 1, [10, 200, 90]), 8, 8);
        Assert.Equal((8, 8), (made.Width, made.Height));
    }

    [Fact]
    public void The_picture_keeps_its_colours_where_it_is_flat()
    {
        var flat = Picture.Own(24, 16, [.. Enumerable.Repeat<byte[]>([200, 30, 90], 24 * 16).SelectMany(pixel => pixel)]);
        var made = Upscale(flat, 48, 32).Pixels.ToArray();
        for (var i = 0; i < made.Length; i++)
        {
            Assert.InRange(made[i] - flat.Pixels[i % 3], -2, 2);
        }
    }

    [Fact]
    public void The_same_picture_comes_out_alike_every_time() =>
        Assert.Equal(Upscale(Some(20, 20), 40, 40).Pixels, Upscale(Some(20, 20), 40, 40).Pixels);

    [Fact]
    public void It_ends_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => Upscaler.Upscale(Some(64, 64), Context(128, 128) with { Cancellation = cancelled.Token }));
    }

    private Picture Upscale(Picture picture, int width, int height) => Upscaler.Upscale(picture, Context(width, height));

    private UpscalingContext Context(int width, int height) => new(width, height, Model, Runtime, null, CancellationToken.None);

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
