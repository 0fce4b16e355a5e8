using System.Text;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Formats;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging.Formats;

public sealed class PngTextTests
{
    [Theory]
    [InlineData(PillowFiles.Latin, "tEXt")]
    [InlineData(PillowFiles.Unicode, "iTXt")]
    public void The_chunk_is_byte_for_byte_what_Pillow_writes(string text, string type)
    {
        var file = type == "tEXt" ? PillowFiles.LatinPng : PillowFiles.UnicodePng;
        var chunk = PngText.Write("parameters", text);
        Assert.Equal(type, chunk.Type);
        Assert.True(file.AsSpan().IndexOf(chunk.Whole.Span) > 0);
    }

    [Fact]
    public void Texts_stand_before_the_pixels_where_another_reader_finds_them()
    {
        var metadata = new PictureMetadata(new Dictionary<string, string> { ["parameters"] = "caf\u00e9", ["atelier"] = "\u732b" });
        var chunks = TestPng.Read(PictureCodec.Encode(SomePicture.Of(40, 30), new PngEncoding(), metadata)).Chunks.ToList();
        var first = chunks.FindIndex(chunk => chunk.Type == "IDAT");
        Assert.Equal(("tEXt", "iTXt"), (chunks[first - 2].Type, chunks[first - 1].Type));
        Assert.Equal("parameters\0caf\u00e9", Encoding.Latin1.GetString(chunks[first - 2].Data));
        Assert.Equal("atelier\0\0\0\0\0\u732b", Encoding.UTF8.GetString(chunks[first - 1].Data));
    }

    [Theory]
    [InlineData("tEXt", "no end")]
    [InlineData("zTXt", "k\0")]
    [InlineData("iTXt", "k\0\0\0lang")]
    [InlineData("zTXt", "k\0\0not zlib")]
    public void A_malformed_text_is_damage(string type, string data)
    {
        var chunk = PngChunk.Create(type, Encoding.Latin1.GetBytes(data));
        Assert.Contains("damaged", Assert.Throws<PictureException>(() => PngText.Read(chunk, new Texts())).Message);
    }
}
