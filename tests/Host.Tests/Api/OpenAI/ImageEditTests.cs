using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Host.Tests.Doubles;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Api.OpenAI;

public class ImageEditTests
{
    private static readonly byte[] Fox = PictureFile.Png(level: 40);
    private static readonly byte[] Mask = PictureFile.Png(level: 41);

    [Theory]
    [InlineData("image")]
    [InlineData("image[]")]
    public async Task A_picture_is_edited_where_the_mask_is_transparent(string part)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await PostAsync(
            server, "edits", Form((part, Fox), ("mask", Mask)), ("prompt", "at night"), ("n", "2"), ("size", "64x64"),
            ("response_format", "b64_json"));

        Assert.Equal((200, 2), (status, body!["data"]!.AsArray().Count));
        var asked = server.Asked;
        var image = asked.Image!;
        Assert.Equal(("at night", 2, 64, 64), (asked.Prompt, asked.Count, asked.Width, asked.Height));
        Assert.Equal(Fox, server.FileOf(image.Picture));
        Assert.Equal(Mask, server.FileOf(image.Mask!.Picture));
        Assert.Equal(new MaskInput { Picture = image.Mask.Picture, Channel = "alpha", Content = "fill" }, image.Mask);
        Assert.Equal(0.9, image.Strength);
    }

    [Fact]
    public async Task Without_a_mask_the_whole_picture_is_made_anew_in_its_own_size()
    {
        await using var server = await CompatibleServer.StartAsync();

        await PostAsync(server, "edits", Form(("image", Fox)), ("prompt", "at night"));
        Assert.Equal(
            (null, null, null, 0.75), (server.Asked.Width, server.Asked.Height, server.Asked.Image!.Mask, server.Asked.Image.Strength));

        await PostAsync(server, "edits", Form(("image", Fox)), ("prompt", "at night"), ("input_fidelity", "high"));
        Assert.Equal(0.5, server.Asked.Image!.Strength);
    }

    [Fact]
    public async Task A_variation_needs_no_words()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await PostAsync(server, "variations", Form(("image", Fox)), ("n", "3"), ("response_format", "b64_json"));

        Assert.Equal((200, 3), (status, body!["data"]!.AsArray().Count));
        Assert.Equal(("", 0.6), (server.Asked.Prompt, server.Asked.Image!.Strength));
        Assert.Equal(
            new PictureHeader("png", 64, 32), PictureHeader.Read(Convert.FromBase64String((string)body["data"]![0]!["b64_json"]!)));
    }

    [Fact]
    public async Task An_edit_streams_with_events_of_its_own_name()
    {
        await using var server = await CompatibleServer.StartAsync();
        var preview = PictureFile.Jpeg(8, 8);
        server.Queue.Progress = [new JobProgress("sample", 10, 20, 1, null) { Preview = preview }];

        using var form = Form(("image", Fox));
        Add(form, ("prompt", "at night"), ("stream", "true"), ("partial_images", "1"), ("size", "64x64"));
        using var response = await server.Client.PostAsync("/v1/images/edits", form);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("event: image_edit.partial_image", text);
        Assert.Contains("event: image_edit.completed", text);
    }

    [Theory]
    [InlineData("edits", "image", "a.txt")]
    [InlineData("variations", "image", "a.txt")]
    [InlineData("edits", "mask", "a.png")]
    public async Task What_is_no_picture_is_refused_by_its_part(string route, string part, string name)
    {
        await using var server = await CompatibleServer.StartAsync();
        using var form = part == "image" ? [] : Form(("image", Fox));
        form.Add(new ByteArrayContent("<svg onload=alert(1)>"u8.ToArray()), part, name);
        Add(form, ("prompt", "x"));

        using var response = await server.Client.PostAsync($"/v1/images/{route}", form);

        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal((400, part, "invalid_request_error"), ((int)response.StatusCode, (string)error["param"]!, (string)error["type"]!));
        Assert.Empty(server.Queue.Submissions);
    }

    [Theory]
    [InlineData("prompt", "")]
    [InlineData("n", "11")]
    [InlineData("size", "large")]
    [InlineData("background", "transparent")]
    [InlineData("input_fidelity", "perfect")]
    public async Task A_parameter_that_is_wrong_is_named(string field, string value)
    {
        await using var server = await CompatibleServer.StartAsync();
        var fields = new Dictionary<string, string> { ["prompt"] = "x", [field] = value };

        var (status, body) = await PostAsync(server, "edits", Form(("image", Fox)), [.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal((400, field), (status, (string)body!["error"]!["param"]!));
    }

    [Fact]
    public async Task A_picture_is_needed_and_one_only()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (none, missing) = await PostAsync(server, "edits", [], ("prompt", "x"));
        var (two, many) = await PostAsync(server, "edits", Form(("image[]", Fox), ("image[]", Mask)), ("prompt", "x"));

        Assert.Equal((400, "image", 400, "image"), (none, (string)missing!["error"]!["param"]!, two, (string)many!["error"]!["param"]!));
    }

    private static MultipartFormDataContent Form(params (string Name, byte[] File)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, file) in parts)
        {
            var content = new ByteArrayContent(file);
            content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(content, name, $"{name.TrimEnd('[', ']')}.png");
        }

        return form;
    }

    private static void Add(MultipartFormDataContent form, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }
    }

    private static async Task<(int Status, JsonNode? Body)> PostAsync(
        CompatibleServer server, string route, MultipartFormDataContent form, params (string Name, string Value)[] fields)
    {
        using (form)
        {
            Add(form, fields);
            using var response = await server.Client.PostAsync($"/v1/images/{route}", form);
            return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()));
        }
    }
}
