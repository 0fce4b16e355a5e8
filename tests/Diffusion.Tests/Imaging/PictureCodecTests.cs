using System.Buffers.Binary;
using System.Text;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Formats;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class PictureCodecTests
{
    [Theory]
    [InlineData(1, 1, 6)]
    [InlineData(7, 5, 0)]
    [InlineData(256, 192, 6)]
    [InlineData(64, 64, 9)]
    public void A_png_holds_exactly_the_pixels_for_another_reader_and_for_ours(int width, int height, int compression)
    {
        var picture = SomePicture.Of(width, height);
        var file = PictureCodec.Encode(picture, new PngEncoding { Compression = compression });
        Assert.Equal(picture.Pixels.ToArray(), TestPng.Read(file).Pixels());
        Assert.Equal(picture.Pixels.ToArray(), PictureCodec.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void A_lossless_webp_gives_the_pixels_back()
    {
        var picture = SomePicture.Of(97, 41);
        var file = PictureCodec.Encode(picture, new WebpEncoding { Lossless = true });
        Assert.Equal(picture.Pixels.ToArray(), PictureCodec.Decode(file).Pixels.ToArray());
    }

    public static TheoryData<PictureEncoding, PictureEncoding> Qualities => new()
    {
        { new JpegEncoding(), new JpegEncoding { Quality = 40 } },
        { new WebpEncoding(), new WebpEncoding { Quality = 40 } },
        { new JpegEncoding(), new JpegEncoding { Subsample = true } },
    };

    [Theory]
    [MemberData(nameof(Qualities))]
    public void Less_quality_is_a_smaller_file_farther_from_the_picture(PictureEncoding better, PictureEncoding worse)
    {
        var picture = SomePicture.Of(160, 120);
        var (good, bad) = (PictureCodec.Encode(picture, better), PictureCodec.Encode(picture, worse));
        var (near, far) = (SomePicture.MeanError(picture, PictureCodec.Decode(good)),
            SomePicture.MeanError(picture, PictureCodec.Decode(bad)));
        Assert.True(bad.Length < good.Length, $"{bad.Length} bytes against {good.Length}.");
        Assert.True(near < far && far < 4, $"Mean errors of {near:0.00} and {far:0.00} levels.");
    }

    [Fact]
    public void More_compression_is_a_smaller_png()
    {
        var picture = SomePicture.Of(160, 120);
        var sizes = new[] { 0, 1, 6 }.Select(level => PictureCodec.Encode(picture, new PngEncoding { Compression = level }).Length)
            .ToList();
        Assert.True(sizes[0] > sizes[1] && sizes[1] > sizes[2], string.Join(", ", sizes));
    }

    [Fact]
    public void Files_that_Pillow_wrote_decode_to_the_pixels_that_Pillow_decodes()
    {
        var exact = Enumerable.Range(0, 8).SelectMany(i => (byte[])[(byte)(i % 4 * 80), (byte)(i / 4 * 200), 50]).ToArray();
        Assert.Equal(exact, PictureCodec.Decode(PillowFiles.LatinPng).Pixels.ToArray());

        // Releases of libjpeg and libwebp may round differently.
        Assert.InRange(SomePicture.MeanError(Picture.Own(4, 2, PillowFiles.JpegPixels), PictureCodec.Decode(PillowFiles.Jpeg)), 0, 1);
        Assert.InRange(SomePicture.MeanError(Picture.Own(4, 2, PillowFiles.WebpPixels), PictureCodec.Decode(PillowFiles.Webp)), 0, 1);
    }

    [Fact]
    public void Transparent_pixels_are_laid_on_white()
    {
        // Grey and alpha, one pixel: level 0 at an alpha of 0, behind no filter.
        var file = PngBytes.Of(1, 1, colourType: 4, [0, 0, 0]);
        Assert.Equal([255, 255, 255], PictureCodec.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void What_transparent_pixels_show_can_be_chosen()
    {
        var file = PngBytes.Of(1, 1, colourType: 4, [0, 200, 0]);
        Assert.Equal([0, 0, 0], PictureCodec.Decode(file, ground: 0).Pixels.ToArray());
    }

    [Theory]
    [InlineData(4, new byte[] { 0, 50, 255, 50, 0, 50, 100 })]
    [InlineData(6, new byte[] { 0, 1, 2, 3, 255, 4, 5, 6, 0, 7, 8, 9, 100 })]
    public void What_shows_through_a_picture_is_a_mask(int colourType, byte[] rows)
    {
        var mask = PictureCodec.DecodeTransparency(PngBytes.Of(3, 1, (byte)colourType, rows))!;
        Assert.Equal([0, 0, 0, 255, 255, 255, 155, 155, 155], mask.Pixels.ToArray());
    }

    [Fact]
    public void An_opaque_picture_has_no_transparency() =>
    Assert.Null(PictureCodec.DecodeTransparency(PngBytes.Of(1, 1, colourType: 2, [0, 10, 20, 30])));

    [Theory]
    [InlineData(1, 4, 2, new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData(3, 4, 2, new byte[] { 7, 6, 5, 4, 3, 2, 1, 0 })]
    [InlineData(6, 2, 4, new byte[] { 4, 0, 5, 1, 6, 2, 7, 3 })]
    [InlineData(8, 2, 4, new byte[] { 3, 7, 2, 6, 1, 5, 0, 4 })]
    public void A_picture_is_turned_as_its_EXIF_block_says(int orientation, int width, int height, byte[] levels)
    {
        // Blocks of one level each, far apart enough for a lossy format to keep them apart.
        const int block = 16;
        var picture = Blocks(4, 2, block, i => (byte)(i * 30));
        var turned = PictureCodec.Decode(WithOrientation(PictureCodec.Encode(picture, new JpegEncoding()), orientation));

        Assert.Equal((width * block, height * block), (turned.Width, turned.Height));
        for (var i = 0; i < levels.Length; i++)
        {
            var (x, y) = ((i % width * block) + (block / 2), (i / width * block) + (block / 2));
            Assert.Equal(levels[i], Math.Round(turned.Pixels[((y * turned.Width) + x) * Picture.Channels] / 30.0));
        }
    }

    private static Picture Blocks(int across, int down, int size, Func<int, byte> level)
    {
        var width = across * size;
        var pixels = new byte[width * down * size * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 3 % width, i / 3 / width);
            pixels[i] = level((y / size * across) + (x / size));
        }

        return Picture.Own(width, down * size, pixels);
    }

    // An EXIF block whose first directory holds the orientation alone, after the JPEG's first marker.
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg.AsSpan(0, 2), 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg.AsSpan(2)];
    }

    [Fact]
    public void Grey_pictures_become_colour()
    {
        var file = PngBytes.Of(2, 1, colourType: 0, [0, 30, 200]);
        Assert.Equal([30, 30, 30, 200, 200, 200], PictureCodec.Decode(file).Pixels.ToArray());
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(1, 500_000_000)]
    public void A_huge_size_is_refused_on_the_header_with_little_memory(int width, int height)
    {
        var file = PngBytes.Of(width, height, colourType: 2, new byte[64]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains($"{width} x {height}", Assert.Throws<PictureException>(() => PictureCodec.Decode(file)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_colour_profile_that_grows_beyond_all_measure_costs_little_memory()
    {
        const int tooMuch = 60 << 20;
        byte[] profile = [.. "sRGB\0\0"u8, .. PngBytes.Deflate(new byte[tooMuch])];
        var file = PngBytes.Of(1, 1, colourType: 2, [0, 10, 20, 30], PngChunk.Create("iCCP", profile));
        var before = Environment.WorkingSet;

        var decoded = Record.Exception(() => Assert.Equal([10, 20, 30], PictureCodec.Decode(file).Pixels.ToArray()));

        Assert.True(decoded is null or PictureException);
        Assert.True(Environment.WorkingSet - before < tooMuch / 2);
    }

    [Fact]
    public void A_small_header_over_a_large_picture_is_refused()
    {
        // libvips reads the same IHDR as we do; in WebP the canvas and the frame can lie to each other.
        var file = PictureCodec.Encode(SomePicture.Of(64, 64), new WebpEncoding(), PictureMetadata.Create(new("a", "", []), null));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(24), 0);
        Assert.Throws<PictureException>(() => PictureCodec.Decode(file));
    }

    [Theory]
    [InlineData("BM....................................")]
    [InlineData("GIF89a<html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("P6 1 1 255 aaa")]
    public void Any_other_format_is_refused_whatever_it_is_called(string file) =>
        Assert.Equal(
            "This is not a PNG, JPEG or WebP picture.",
            Assert.Throws<PictureException>(() => PictureCodec.Decode(Encoding.ASCII.GetBytes(file))).Message);

    [Fact]
    public void An_empty_file_is_called_empty() =>
        Assert.Contains("empty", Assert.Throws<PictureException>(() => PictureCodec.Decode(default)).Message);

    [Fact]
    public void A_truncated_file_is_an_error_of_one_line_and_not_a_half_grey_picture()
    {
        foreach (var encoding in (PictureEncoding[])[new PngEncoding(), new JpegEncoding(), new WebpEncoding()])
        {
            var file = PictureCodec.Encode(SomePicture.Of(64, 64), encoding);
            var message = Assert.Throws<PictureException>(() => PictureCodec.Decode(file.AsMemory(0, file.Length * 2 / 3))).Message;
            Assert.DoesNotContain('\n', message);
            Assert.EndsWith(".", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_files_give_pictures_or_one_kind_of_error()
    {
        var random = new Random(7);
        byte[][] files = [PillowFiles.ZippedPng, PillowFiles.Jpeg, PillowFiles.Webp, PillowFiles.ZippedUnicodePng];
        for (var round = 0; round < 2000; round++)
        {
            var file = (byte[])files[round % files.Length].Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            Array.Resize(ref file, random.Next(4) == 0 ? random.Next(file.Length) : file.Length);
            _ = Record(() => PictureCodec.Decode(file));
            _ = Record(() => PictureMetadata.Read(file));
        }

        static Exception? Record(Action action)
        {
            var exception = Xunit.Record.Exception(action);
            Assert.True(exception is null or PictureException, exception?.ToString());
            return exception;
        }
    }

    [Fact]
    public void Resizing_keeps_what_is_shown()
    {
        var picture = SomePicture.Of(120, 80);
        var small = PictureCodec.Resize(picture, 60, 20);
        Assert.Equal((60, 20), (small.Width, small.Height));

        // The green channel is a ramp across, the blue one a ramp down.
        var middle = small.Pixels.Slice(((10 * 60) + 30) * 3, 3);
        Assert.InRange(middle[1], 122, 134);
        Assert.InRange(middle[2], 122, 140);
        Assert.InRange(SomePicture.MeanError(picture, PictureCodec.Resize(PictureCodec.Resize(picture, 240, 160), 120, 80)), 0, 3);
    }

    [Theory]
    [InlineData(512, 768, 85, 128)]
    [InlineData(513, 769, 86, 128)]
    [InlineData(1, 1, 33, 7)]
    [InlineData(1000, 3, 37, 1)]
    public void Any_size_is_met_exactly(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        var resized = PictureCodec.Resize(SomePicture.Of(fromWidth, fromHeight), toWidth, toHeight);
        Assert.Equal((toWidth, toHeight), (resized.Width, resized.Height));
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var picture = SomePicture.Of(96, 96);
        var expected = PictureCodec.Encode(picture, new PngEncoding());
        Parallel.For(0, 64, _ => Assert.Equal(expected, PictureCodec.Encode(PictureCodec.Decode(expected), new PngEncoding())));
    }
}
