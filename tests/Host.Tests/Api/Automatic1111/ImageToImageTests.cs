using System.Net;
using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class ImageToImageTests
{
    private const string Address = "/sdapi/v1/img2img";
    private static readonly byte[] Fox = PictureFile.Png(level: 20);
    private static readonly byte[] Mask = PictureFile.Png(level: 255);

    [Fact]
    public async Task A_picture_is_made_from_a_picture_with_AUTOMATIC1111s_defaults()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(Address, Request());

        Assert.Equal(200, status);
        var image = server.Asked.Image!;
        Assert.Equal(Fox, server.FileOf(image.Picture));
        Assert.Equal(new ImageInput { Picture = image.Picture, Strength = 0.75, Resize = "stretch" }, image);
        Assert.Single(body!["images"]!.AsArray());
        var echo = body["parameters"]!;
        Assert.Equal(
            (null, null, 0.75, 4), (echo["init_images"], echo["mask"], (double)echo["denoising_strength"]!, (int)echo["mask_blur_x"]!));
        Assert.False(echo.AsObject().ContainsKey("enable_hr"));
        Assert.Equal("0.75", JsonNode.Parse((string)body["info"]!)!["denoising_strength"]!.ToJsonString());
    }

    [Fact]
    public async Task A_mask_says_what_is_made_anew()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(Address, Request($"\"mask\":\"{Convert.ToBase64String(Mask)}\""));
        var mask = server.Asked.Image!.Mask!;
        Assert.Equal(Mask, server.FileOf(mask.Picture));
        Assert.Equal(new MaskInput { Picture = mask.Picture, Blur = 4, Content = "fill", MaskedAreaOnly = true, Padding = 0 }, mask);

        await server.PostAsync(Address, Request($"""
            "mask":"{PictureFile.DataUri(Mask)}","mask_blur":9,"inpainting_fill":2,"inpaint_full_res":0,"inpaint_full_res_padding":16,"inpainting_mask_invert":true,
            "resize_mode":3,"denoising_strength":0.3,"image_cfg_scale":2.5
            """));
        Assert.Equal(
            new MaskInput { Picture = mask.Picture, Blur = 9, Content = "noise", MaskedAreaOnly = false, Padding = 16, Invert = true },
            server.Asked.Image!.Mask);
        Assert.Equal(("latent", 0.3, 2.5), (server.Asked.Image.Resize, server.Asked.Image.Strength, server.Asked.Image.ImageGuidance));

        await server.PostAsync(
            Address, Request($"\"mask\":\"{Convert.ToBase64String(Mask)}\",\"mask_blur_x\":7,\"inpainting_mask_invert\":1"));
        Assert.Equal((7.0, true), (server.Asked.Image!.Mask!.Blur, server.Asked.Image.Mask.Invert));
    }

    [Fact]
    public async Task Pictures_come_back_only_where_they_are_asked_for()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync(Address, Request("\"include_init_images\":true"));

        Assert.Equal(Convert.ToBase64String(Fox), (string)body!["parameters"]!["init_images"]![0]!);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"init_images":[]}""")]
    [InlineData("""{"init_images":null}""")]
    public async Task Without_a_picture_it_is_not_found(string json)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(Address, json);

        Assert.Equal((404, "Init image not found"), (status, (string)body!["detail"]!));
    }

    [Theory]
    [InlineData("\"resize_mode\":4", "resize_mode")]
    [InlineData("\"denoising_strength\":1.5", "denoising_strength")]
    [InlineData("\"initial_noise_multiplier\":0.5", "initial_noise_multiplier")]
    [InlineData("\"mask\":\"aGVsbG8=\"", "mask")]
    [InlineData("\"init_images\":[\"aGVsbG8gd29ybGQsIHRoaXMgaXMgbm8gcGljdHVyZSBhdCBhbGwsIGhvd2V2ZXIgbG9uZyBpdCBtYXkgYmU=\"]",
        "init_images")]
    [InlineData("\"init_images\":[\"https://example.org/fox.png\"]", "init_images")]
    [InlineData("\"init_images\":[\"a\",\"b\"]", "init_images")]
    [InlineData("\"script_name\":\"ultimate upscale\"", "script_name")]
    public async Task What_cannot_be_is_refused_by_its_field(string field, string name)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(Address, Request(field));

        Assert.Equal(422, status);
        Assert.StartsWith(name, (string)body!["detail"]![0]!["msg"]!);
        Assert.Empty(server.Queue.Submissions);
    }

    [Fact]
    public async Task Outpainting_continues_the_picture_beyond_its_edges()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(Address, Request("""
            "script_name":"Outpainting mk2","script_args":["",64,12,["left","down"],1.0,0.05]
            """));

        Assert.Equal(new OutpaintInput { Left = 64, Bottom = 64, Blend = 12 }, server.Asked.Image!.Outpaint);
        Assert.Equal((null, null), (server.Asked.Width, server.Asked.Height));

        await server.PostAsync(Address, Request("""
            "script_name":"poor man's outpainting","script_args":[32,4,"fill",["up"]]
            """));
        Assert.Equal(new OutpaintInput { Top = 32, Blend = 4 }, server.Asked.Image!.Outpaint);
    }

    [Fact]
    public async Task An_address_is_fetched_only_where_the_owner_allows_it_and_never_from_this_network()
    {
        await using var server = await CompatibleServer.StartAsync(adjust: options => options with { FetchPictures = true });

        foreach (var address in (string[])["http://127.0.0.1:1/a.png", "https://127.0.0.1:1/a.png", "https://[::1]:1/a.png",
            "https://169.254.169.254/a"])
        {
            var (status, body) = await server.PostAsync(Address, $$"""{"init_images":["{{address}}"]}""");

            Assert.Equal(422, status);
            Assert.StartsWith("init_images: cannot be fetched", (string)body!["detail"]![0]!["msg"]!);
        }
    }

    [Fact]
    public async Task Another_s_picture_cannot_be_named()
    {
        await using var server = await CompatibleServer.StartAsync();
        using var bob = await server.ClientAsync("bob", Host.Store.Role.User);
        await server.PostAsync(Address, Request());
        var reference = server.Asked.Image!.Picture;

        using var own =
            await server.Client.PostAsync(
                Address, new StringContent(
                    $$"""{"init_images":["{{reference}}"],"width":64,"height":64}""", System.Text.Encoding.UTF8, "application/json"));
        var (status, _) = await CompatibleServer.PostAsync(bob, Address, $$"""{"init_images":["{{reference}}"],"width":64,"height":64}""");

        Assert.Equal((HttpStatusCode.OK, 422), (own.StatusCode, status));
    }

    private static string Request(string fields = "\"steps\":4") =>
        $$"""{"width":64,"height":64,"init_images":["{{Convert.ToBase64String(Fox)}}"],{{fields}}}""";
}
