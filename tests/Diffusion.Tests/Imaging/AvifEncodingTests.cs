using System.Buffers.Binary;
using System.Text;
using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class AvifEncodingTests
{
    [Theory]
    [InlineData(96, 64)]
    [InlineData(33, 17)]
    [InlineData(1, 1)]
    public void A_picture_becomes_a_file_of_its_size(int width, int height)
    {
        var file = PictureCodec.Encode(SomePicture.Of(width, height), new AvifEncoding());

        Assert.Equal("ftypavif", Encoding.ASCII.GetString(file, 4, 8));
        Assert.Equal((width, height), SizeOf(file));
    }

    [Fact]
    public void A_better_quality_is_a_larger_file_and_a_usual_one_is_smaller_than_webp()
    {
        var picture = SomePicture.Of(256, 256);
        var sizes = new[] { 20, 60, 95 }.Select(quality => PictureCodec.Encode(picture, new AvifEncoding { Quality = quality }).Length)
            .ToList();

        Assert.Equal(sizes.Order(), sizes);
        Assert.Equal(sizes[1], PictureCodec.Encode(picture, new AvifEncoding()).Length);
        Assert.True(sizes[1] < PictureCodec.Encode(picture, new WebpEncoding()).Length);
    }

    [Fact]
    public void The_same_picture_is_the_same_file_from_any_thread()
    {
        var picture = SomePicture.Of(64, 48);
        var expected = PictureCodec.Encode(picture, new AvifEncoding());

        Parallel.For(0, 8, _ => Assert.Equal(expected, PictureCodec.Encode(picture, new AvifEncoding())));
    }

    [Fact]
    public void It_is_written_and_never_read() =>
        Assert.Throws<PictureException>(() => PictureCodec.Decode(PictureCodec.Encode(SomePicture.Of(16, 16), new AvifEncoding())));

    // The item's property ispe: its version, then width and height (ISO/IEC 23008-12, 6.5.3).
    private static (int Width, int Height) SizeOf(byte[] file)
    {
        var at = file.AsSpan().IndexOf("ispe"u8) + 8;
        return (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 4)));
    }
}
