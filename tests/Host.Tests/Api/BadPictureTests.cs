using System.Buffers.Binary;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api;

/// <summary>Files that are no pictures, or too much of one: each API refuses them by their field, and queues nothing.</summary>
public sealed class BadPictureTests(SharedApiServer shared) : IClassFixture<SharedApiServer>
{
    private static readonly Lazy<byte[]> Swollen = new(() => Packed(new byte[60 << 20]));

    // One black pixel, so that nothing else is wrong with a file.
    private static readonly byte[] Pixels = Chunk("IDAT", Packed(new byte[4]));

    private readonly ApiServer _server = shared.Server;

    public static TheoryData<string> Files { get; } =
        ["huge", "tall", "bmp", "svg", "html", "gif", "cut jpeg", "empty", "swollen profile", "swollen text", "swollen unicode text"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_bad_picture_is_refused_by_every_API(string kind)
    {
        using var client = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var file = File(kind);
        var text = Convert.ToBase64String(file);

        await Refused(client.PostAsync("/api/v1/uploads", Part(file)), 400, 413, 415);
        Assert.Contains("image.picture", await Refused(client.PostTextAsync(
            "/api/v1/jobs", $$"""{ "prompt": "x", "image": { "picture": "data:image/png;base64,{{text}}" } }"""), 400));
        Assert.Contains("controls[0].picture", await Refused(client.PostTextAsync(
            "/api/v1/jobs", $$"""{ "prompt": "x", "controls": [{ "model": "starter-canny", "picture": "{{text}}" }] }"""), 400));
        Assert.Contains("init_images", await Refused(client.PostTextAsync(
            "/sdapi/v1/img2img", $$"""{ "init_images": ["data:image/png;base64,{{text}}"], "width": 64, "height": 64 }"""), 422));
        using var form = new MultipartFormDataContent { { Part(file), "image", "a.png" }, { new StringContent("x"), "prompt" } };
        Assert.Contains("\"image\"", await Refused(client.PostAsync("/v1/images/edits", form), 400));
        Assert.Empty((await _server.Jobs.ListAsync(new JobFilter(1), default)).Jobs);
        Assert.Empty(_server.Log.Errors);
    }

    [Fact]
    public async Task The_same_picture_with_nothing_swollen_in_it_is_taken()
    {
        using var client = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");

        using var response =
            await client.PostAsync("/api/v1/uploads", Part(Png(1, 1, Chunk("iCCP", [.. "sRGB\0\0"u8, .. Packed(new byte[3 << 10])]))));

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_picture_that_makes_a_request_too_dear_is_refused_before_it_is_queued()
    {
        using var client = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var large = PictureFile.DataUri(PictureFile.Png(2048, 1536));

        var refusal = await Refused(client.PostTextAsync(
            "/api/v1/jobs", $$"""{ "prompt": "x", "steps": 100, "count": 3, "image": { "picture": "{{large}}" } }"""), 400);

        Assert.Contains("\"budget\"", refusal);
        Assert.Contains("2048×1536", refusal);
        Assert.Empty((await _server.Jobs.ListAsync(new JobFilter(1), default)).Jobs);
    }

    private static async Task<string> Refused(Task<HttpResponseMessage> sending, params int[] statuses)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(statuses.Contains((int)response.StatusCode), $"{(int)response.StatusCode}: {text}");
        return text;
    }

    private static ByteArrayContent Part(byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return content;
    }

    private static byte[] File(string kind) => kind switch
    {
        "huge" => Png(50_000, 50_000),
        "tall" => Png(1, 500_000_000),
        "swollen profile" => Png(1, 1, Chunk("iCCP", [.. "sRGB\0\0"u8, .. Swollen.Value])),
        "swollen text" => Png(1, 1, Chunk("zTXt", [.. "parameters\0\0"u8, .. Swollen.Value])),
        "swollen unicode text" => Png(1, 1, Chunk("iTXt", [.. "parameters\0\u0001\0\0\0"u8, .. Swollen.Value])),
        "bmp" => [.. "BM"u8, .. new byte[33]],
        "svg" => Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        "html" => Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>"),
        "gif" => [.. "GIF89a/*"u8, .. "*/=1;alert(1)"u8],
        "cut jpeg" => PictureFile.Jpeg(256, 256)[..400],
        _ => [0],
    };

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Png(int width, int height, byte[]? other = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. Chunk("IHDR", header), .. other ?? [], .. Pixels, .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Checksum(body));
        return chunk;
    }

    // CRC-32 as PNG has it.
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
