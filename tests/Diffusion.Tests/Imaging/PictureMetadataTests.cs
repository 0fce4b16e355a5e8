using System.Text;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Formats;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Tests.Imaging.Metadata;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class PictureMetadataTests
{
    public static TheoryData<PictureEncoding> Encodings =>
        [new PngEncoding(), new JpegEncoding(), new WebpEncoding(), new WebpEncoding { Lossless = true }];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Parameters_and_recipe_come_back_from_every_format_and_the_picture_is_not_touched(PictureEncoding encoding)
    {
        var picture = SomePicture.Of(33, 21);
        var recipe = SomeRecipe.With("猫 and a café 🐱, \"quoted\"\nsecond line");
        var file = PictureCodec.Encode(picture, encoding, PictureMetadata.Create(recipe.ToInfotext("DPM++ 2M", "Karras"), recipe));

        var metadata = PictureMetadata.Read(file);
        Assert.Equal(recipe.ToInfotext("DPM++ 2M", "Karras").ToString(), metadata.Parameters);
        Assert.Equal(recipe.ToJson(), metadata.Recipe!.ToJson());
        Assert.Equal(2, metadata.Texts.Count);

        var bare = PictureCodec.Encode(picture, encoding);
        Assert.Empty(PictureMetadata.Read(bare).Texts);
        Assert.Equal(PictureCodec.Decode(bare).Pixels.ToArray(), PictureCodec.Decode(file).Pixels.ToArray());
    }

    [Fact]
    public void A_picture_without_either_says_so()
    {
        var metadata = PictureMetadata.Read(PillowFiles.PlainPng);
        Assert.Null(metadata.Parameters);
        Assert.Null(metadata.Infotext);
        Assert.Null(metadata.Recipe);
    }

    [Fact]
    public void Parameters_that_AUTOMATIC1111_wrote_are_read_from_every_place_it_puts_them()
    {
        Assert.Equal(PillowFiles.Latin, PictureMetadata.Read(PillowFiles.LatinPng).Parameters);
        Assert.Equal(PillowFiles.Unicode, PictureMetadata.Read(PillowFiles.UnicodePng).Parameters);
        Assert.Equal(PillowFiles.Latin, PictureMetadata.Read(PillowFiles.ZippedPng).Parameters);
        Assert.Equal(PillowFiles.Unicode, PictureMetadata.Read(PillowFiles.ZippedUnicodePng).Parameters);
        Assert.Equal(PillowFiles.Unicode, PictureMetadata.Read(PillowFiles.Jpeg).Parameters);
        Assert.Equal(PillowFiles.Unicode, PictureMetadata.Read(PillowFiles.Webp).Parameters);
        Assert.Null(PictureMetadata.Read(PillowFiles.Jpeg).Recipe);
    }

    [Fact]
    public void A_text_that_inflates_beyond_the_limit_is_refused_with_little_memory()
    {
        var bomb = PngBytes.Deflate(new byte[60 << 20]);
        var chunk = PngChunk.Create("zTXt", [.. "parameters\0\0"u8, .. bomb]);
        var file = PngBytes.Of(1, 1, colourType: 2, new byte[4], chunk);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("1 MB of metadata", Assert.Throws<PictureException>(() => PictureMetadata.Read(file)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);

        // The picture itself is fine: texts never reach the decoder.
        Assert.Equal(1, PictureCodec.Decode(file).Width);
    }

    [Fact]
    public void Many_texts_are_refused_once_they_are_too_much_together()
    {
        var chunk = PngText.Write("a", new string('x', 300_000));
        Assert.Throws<PictureException>(() => PictureMetadata.Read(PngBytes.Of(1, 1, 2, new byte[4], chunk, chunk, chunk, chunk)));
        Assert.Single(PictureMetadata.Read(PngBytes.Of(1, 1, 2, new byte[4], chunk, chunk, chunk)).Texts);
    }

    [Fact]
    public void A_text_whose_checksum_is_wrong_is_damage()
    {
        var file = PillowFiles.LatinPng;
        file[60] ^= 1;
        Assert.Contains("checksum", Assert.Throws<PictureException>(() => PictureMetadata.Read(file)).Message);
    }

    [Fact]
    public void Parameters_too_long_for_a_jpeg_are_refused_with_the_way_out()
    {
        var metadata = PictureMetadata.Create(new Infotext(new string('x', 40_000), "", []), null);
        Assert.Contains(
            "PNG or WebP",
            Assert.Throws<PictureException>(() => PictureCodec.Encode(SomePicture.Of(8, 8), new JpegEncoding(), metadata)).Message);
        Assert.Equal(
            metadata.Parameters, PictureMetadata.Read(PictureCodec.Encode(SomePicture.Of(8, 8), new WebpEncoding(), metadata)).Parameters);
    }

    [Fact]
    public void A_file_that_is_missing_or_no_picture_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "no-such-folder", "a.png");
        Assert.Equal(
            $"{missing}: there is no such file.", Assert.Throws<PictureException>(() => PictureMetadata.ReadFile(missing)).Message);

        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes("hello"));
        Assert.Equal(
            $"{path}: This is not a PNG, JPEG or WebP picture.",
            Assert.Throws<PictureException>(() => PictureMetadata.ReadFile(path)).Message);
        File.WriteAllBytes(path, PillowFiles.LatinPng);
        Assert.Equal(PillowFiles.Latin, PictureMetadata.ReadFile(path).Parameters);
        File.Delete(path);
    }

    [Fact]
    public void A_folder_is_named_as_one()
    {
        var folder = Path.GetTempPath();
        Assert.Equal(
            $"{folder}: this is a folder; name a file in it.",
            Assert.Throws<PictureException>(() => PictureMetadata.ReadFile(folder)).Message);
    }

    [Fact]
    public void A_device_without_an_end_is_left_at_the_limit()
    {
        const string device = "/dev/zero";
        if (File.Exists(device))
        {
            var error = Assert.Throws<PictureException>(() => PictureMetadata.ReadFile(device));
            Assert.Equal($"{device}: The file has more than 128 MB, the most that is read.", error.Message);
        }
    }
}
