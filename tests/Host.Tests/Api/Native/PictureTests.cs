using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Imaging;

namespace Atelier.Host.Tests.Api.Native;

public class PictureTests
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static Picture Grey => Picture.Own(16, 16, new byte[16 * 16 * 3]);

    [Fact]
    public async Task A_picture_is_listed_shown_marked_and_removed()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.User, "ann");
        var (job, id) = await server.SucceedAsync("ann");

        var listed = (await client.GetAsync("/api/v1/pictures?q=lighthouse&model=starter").JsonAsync()).GetProperty("items")
            .EnumerateArray().Single();
        Assert.Equal((id, job), (listed.GetProperty("id").GetString(), listed.GetProperty("jobId").GetString()));
        Assert.Equal($"/api/v1/pictures/{id}/file", listed.GetProperty("url").GetString());
        Assert.False(listed.GetProperty("favorite").GetBoolean());

        await client.PutAsJsonAsync($"/api/v1/pictures/{id}/favorite", new { favorite = true }).JsonAsync();
        Assert.Single((await client.GetAsync("/api/v1/pictures?favorite=true").JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Empty((await client.GetAsync("/api/v1/pictures?favorite=false").JsonAsync()).GetProperty("items").EnumerateArray());
        var metadata = await client.GetAsync($"/api/v1/pictures/{id}/metadata").JsonAsync();
        Assert.Equal(42, metadata.GetProperty("recipe").GetProperty("seed").GetInt32());
        Assert.StartsWith("a lighthouse", metadata.GetProperty("infotext").GetString());

        await client.DeleteAsync($"/api/v1/pictures/{id}").JsonAsync(204);
        await client.GetAsync($"/api/v1/pictures/{id}").ProblemAsync(404);
    }

    [Fact]
    public async Task A_file_is_sent_once_and_kept_by_the_browser()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.User, "ann");
        var (_, id) = await server.SucceedAsync("ann");

        using var first = await client.GetAsync($"/api/v1/pictures/{id}/file");
        using var request =
            new HttpRequestMessage(HttpMethod.Get, $"/api/v1/pictures/{id}/file") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await client.SendAsync(request);

        Assert.Equal([1, 2, 3], await first.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", first.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", first.Headers.CacheControl!.ToString());
        Assert.Contains("sandbox", first.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("inline", first.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var saved = await client.GetAsync($"/api/v1/pictures/{id}/file?download=1");
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        using var thumbnail = await client.GetAsync($"/api/v1/pictures/{id}/thumbnail");
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Pictures_of_others_are_not_there()
    {
        await using var server = await ApiServer.StartAsync();
        using var bob = await server.ClientAsync(Role.User, "bob");
        var (_, id) = await server.SucceedAsync("ann");

        foreach (var path in (string[])["", "/file", "/thumbnail", "/metadata"])
        {
            await bob.GetAsync($"/api/v1/pictures/{id}{path}").ProblemAsync(404);
        }

        await bob.DeleteAsync($"/api/v1/pictures/{id}").ProblemAsync(404);
        await bob.PutAsJsonAsync($"/api/v1/pictures/{id}/favorite", new { favorite = true }).ProblemAsync(404);
        await bob.PostAsync("/api/v1/pictures/zip", new { ids = new[] { id } }).ProblemAsync(404);
    }

    [Fact]
    public async Task Several_pictures_come_as_a_zip_file()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.User, "ann");
        var (_, one) = await server.SucceedAsync("ann", [1, 2, 3]);
        var (_, two) = await server.SucceedAsync("ann", [4, 5]);

        using var response = await client.PostAsync("/api/v1/pictures/zip", new { ids = new[] { one, two, one } });

        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        Assert.Equal([$"{one}.png", $"{two}.png"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal([3, 2], zip.Entries.Select(entry => entry.Length));
        await client.PostAsync("/api/v1/pictures/zip", new { ids = Array.Empty<string>() }).ProblemAsync(400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_uploaded_picture_says_how_it_was_made(bool form)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var infotext = Infotext.Parse("a lighthouse\nNegative prompt: fog\nSteps: 12, Sampler: Euler, CFG scale: 5, Seed: 9, Size: 64x32");
        var file = PictureCodec.Encode(Grey, new PngEncoding(), PictureMetadata.Create(infotext, null));

        var read = await client.PostAsync("/api/v1/pictures/read", Body(file, form)).JsonAsync();

        Assert.Equal((16, "png"), (read.GetProperty("width").GetInt32(), read.GetProperty("format").GetString()));
        Assert.StartsWith("a lighthouse", read.GetProperty("infotext").GetString());
        Assert.Equal("a lighthouse", read.GetProperty("request").GetProperty("prompt").GetString());
        Assert.Equal(12, read.GetProperty("request").GetProperty("steps").GetInt32());
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415)]
    [InlineData("<html><script>alert(1)</script></html>", 415)]
    [InlineData("GIF89a\u0001\0\u0001\0", 415)]
    [InlineData("BM\u0000\u0000", 415)]
    [InlineData("", 415)]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", 400)]
    [InlineData("\u0089PNG\r\n\u001a\n", 400)]
    public async Task What_is_no_whole_picture_is_refused(string content, int status)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();

        await client.PostAsync("/api/v1/pictures/read", Body(Encoding.Latin1.GetBytes(content), form: true)).ProblemAsync(status);
        Assert.Empty(server.Log.Errors);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(1, 500_000_000)]
    [InlineData(0, 1)]
    [InlineData(-1, -1)]
    public async Task A_picture_that_says_it_is_huge_is_refused_by_its_header(int width, int height)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var file = Png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);

        await client.PostAsync("/api/v1/pictures/read", Body(file, form: false)).ProblemAsync(400);
    }

    [Fact]
    public async Task A_picture_whose_text_grows_beyond_all_measure_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        using var packed = new MemoryStream();
        await using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zlib.WriteAsync(new byte[60 << 20]);
        }

        var file = WithChunk("zTXt", [.. "parameters\0\0"u8, .. packed.ToArray()]);

        await client.PostAsync("/api/v1/pictures/read", Body(file, form: false)).ProblemAsync(400);
    }

    [Fact]
    public async Task A_truncated_JPEG_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        var whole = PictureCodec.Encode(Grey, new JpegEncoding());

        await client.PostAsync("/api/v1/pictures/read", Body(whole, form: false)).JsonAsync();
        await client.PostAsync("/api/v1/pictures/read", Body(whole[..^20], form: false)).ProblemAsync(400);
    }

    private static HttpContent Body(byte[] file, bool form)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return form ? new MultipartFormDataContent { { content, "file", "../../x.png" } } : content;
    }

    private static byte[] WithChunk(string type, byte[] data)
    {
        const int afterHeader = 33;
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.Latin1.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4..), Crc32(chunk.AsSpan(4..^4)));
        return [.. Png[..afterHeader], .. chunk, .. Png[afterHeader..]];
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xedb88320);
            }
        }

        return ~crc;
    }
}
