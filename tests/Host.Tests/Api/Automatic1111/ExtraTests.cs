using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class ExtraTests
{
    private static readonly byte[] File = PretendQueue.Draw(
        new GenerationRequest
        {
            Prompt = "a fox",
            Model = "starter",
            Steps = 4,
            Width = 64,
            Height = 32,
            GuidanceSettings = new GuidanceSettings(),
        }, 7, out _, out _);

    private static readonly string Image = Convert.ToBase64String(File);

    [Theory]
    [InlineData("""{"upscaler_1":"Lanczos","upscaling_resize":2}""", 128, 64)]
    [InlineData("""{"upscaler_1":"Nearest","resize_mode":1,"upscaling_resize_w":40,"upscaling_resize_h":40}""", 40, 40)]
    [InlineData("""{"upscaler_1":"Lanczos","resize_mode":1,"upscaling_resize_w":32,"upscaling_resize_h":32,"upscaling_crop":false}""", 32,
        16)]
    [InlineData("""{"upscaler_1":"None","upscaling_resize":4}""", 64, 32)]
    [InlineData("""{"upscaling_resize":4}""", 64, 32)]
    public async Task A_picture_gets_another_size_and_keeps_what_it_says(string settings, int width, int height)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync("/sdapi/v1/extra-single-image", $$"""{"image":"data:image/png;base64,{{Image}}",{{settings[1..]}}""");

        Assert.Equal(200, status);
        var answer = Convert.FromBase64String((string)body!["image"]!);
        var header = PictureHeader.Read(answer);
        Assert.Equal((width, height), (header.Width, header.Height));
        Assert.StartsWith("a fox\nSteps: 4", PictureMetadata.Read(answer).Parameters);
    }

    [Fact]
    public async Task Each_upscaler_of_the_list_is_asked_for_by_its_name()
    {
        await using var server = await CompatibleServer.StartAsync();
        var asked = new List<string>();
        server.Workers.Answer = question =>
        {
            asked.Add(question is UpscaleQuestion upscale ? upscale.Upscaler : "same size");
            return new ResizedPicture(File, 64, 32);
        };

        foreach (var upscaler in (await server.GetAsync("/sdapi/v1/upscalers"))!.AsArray())
        {
            await server.PostAsync("/sdapi/v1/extra-single-image", $$"""{"image":"{{Image}}","upscaler_1":"{{upscaler!["name"]}}"}""");
        }

        Assert.Equal(["same size", "lanczos", "nearest"], asked);
    }

    [Fact]
    public async Task Modes_of_latents_are_a_list_of_their_own()
    {
        await using var server = await CompatibleServer.StartAsync();
        Assert.Equal(
            ["Latent", "Latent (bicubic)"],
            (await server.GetAsync("/sdapi/v1/latent-upscale-modes"))!.AsArray().Select(mode => (string)mode!["name"]!));
    }

    [Fact]
    public async Task Several_pictures_come_back_in_order()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync("/sdapi/v1/extra-batch-images",
            $$"""{"upscaler_1":"Lanczos","upscaling_resize":0.5,"imageList":[{"data":"{{Image}}","name":"a"},{"data":"{{Image}}","name":"b"}]}""");

        Assert.Equal(
            [32, 32], body!["images"]!.AsArray().Select(image => PictureHeader.Read(Convert.FromBase64String((string)image!)).Width));
        Assert.Contains("Lanczos", (string)body["html_info"]!);
    }

    [Theory]
    [InlineData("\"upscaler_1\":\"SwinIR\"", "upscaler_1")]
    [InlineData("\"upscaler_1\":\"Lanczos\",\"upscaling_resize\":0", "upscaling_resize")]
    [InlineData("\"upscaler_1\":\"Lanczos\",\"upscaling_resize\":1000", "upscaling_resize")]
    [InlineData("\"upscaler_1\":\"Lanczos\",\"resize_mode\":1,\"upscaling_resize_w\":9000", "upscaling_resize_w")]
    [InlineData("\"resize_mode\":2", "resize_mode")]
    [InlineData("\"gfpgan_visibility\":1", "gfpgan_visibility")]
    [InlineData("\"codeformer_visibility\":0.5", "codeformer_visibility")]
    [InlineData("\"upscaler_2\":\"Nearest\",\"extras_upscaler_2_visibility\":0.5", "extras_upscaler_2_visibility")]
    [InlineData("\"image\":\"https://example.com/a.png\"", "image")]
    [InlineData("\"image\":\"not base64!\"", "image")]
    [InlineData("\"image\":\"AAAA\"", "image")]
    [InlineData("\"image\":null", "image")]
    public async Task What_is_not_possible_is_refused_by_its_field(string field, string name)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync("/sdapi/v1/extra-single-image", $$"""{"image":"{{Image}}",{{field}}}""");

        Assert.Equal((422, name), (status, (string)body!["detail"]![0]!["loc"]![1]!));
    }

    [Fact]
    public async Task A_picture_says_what_made_it()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync("/sdapi/v1/png-info", $$"""{"image":"{{Image}}"}""");

        Assert.Equal(PictureMetadata.Read(File).Parameters, (string)body!["info"]!);
        Assert.Equal(
            ("a fox", "64", "Euler"),
            ((string)body["parameters"]!["Prompt"]!, (string)body["parameters"]!["Size-1"]!, (string)body["parameters"]!["Sampler"]!));
        Assert.Contains("\"seed\":7", (string)body["items"]!["atelier"]!);
    }
}
