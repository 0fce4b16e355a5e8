using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;

namespace Atelier.Server.Tests.Clients;

/// <summary>Other people's clients, as they come from npm, make pictures.</summary>
public class ClientTests
{
    [Fact]
    public async Task OpenAIs_own_client_makes_pictures()
    {
        await using var server = await RunningServer.StartAsync();

        var said = await NodeScript.RunAsync("openai.js", server);

        Assert.Contains("starter", said["models"]!.AsArray().Select(model => (string)model!));
        Assert.Equal((string)said["models"]![0]!, (string)said["one"]!);
        var images = said["images"]!.AsArray().Select(Decode).ToList();
        Assert.Equal(2, images.Count);
        Assert.All(images, image => Assert.Equal(new PictureHeader("png", 64, 64), PictureHeader.Read(image)));
        Assert.Equal(10, PictureMetadata.Read(images[0]).Recipe!.Steps);
        Assert.StartsWith("req_", (string)said["requestId"]!);

        Assert.Equal((200, "image/jpeg"), ((int)said["link"]!["status"]!, (string)said["link"]!["type"]!));
        Assert.Equal(new PictureHeader("jpeg", 64, 64), PictureHeader.Read(Decode(said["link"]!["image"])));

        var events = said["events"]!.AsArray();
        Assert.Equal("image_generation.completed", (string)events[^1]!["type"]!);
        Assert.All(events, one => Assert.Equal(new PictureHeader("png", 128, 128), PictureHeader.Read(Decode(one!["image"]))));
        Assert.Equal(["image_generation.partial_image"], events.SkipLast(1).Select(one => (string)one!["type"]!).Distinct());

        Assert.Equal(("BadRequestError", 400, "n"), Failure(said["tooMany"]!));
        Assert.Equal(("NotFoundError", 404, "model"), Failure(said["unknownModel"]!));
        Assert.Equal(("BadRequestError", 400, "mask"), Failure(said["noAlpha"]!));
        Assert.Equal(("BadRequestError", 400, "image"), Failure(said["noPicture"]!));
        var edited = said["edited"]!.AsArray().Concat(said["varied"]!.AsArray()).Select(Decode).ToList();
        Assert.Equal(3, edited.Count);
        Assert.All(edited, image => Assert.Equal(new PictureHeader("png", 64, 64), PictureHeader.Read(image)));
        Assert.Equal(("AuthenticationError", 401, null), Failure(said["wrongKey"]!));
    }

    [Fact]
    public async Task A_client_of_AUTOMATIC1111_makes_pictures()
    {
        await using var server = await RunningServer.StartAsync();

        var said = await NodeScript.RunAsync("node-sd-webui.js", server);

        var images = said["images"]!.AsArray().Select(Decode).ToList();
        Assert.Equal(4, images.Count);
        var recipes = images.Select(image => PictureMetadata.Read(image).Recipe!).ToList();
        Assert.Equal([7, 8, 9, 10], recipes.Select(recipe => recipe.Seed));
        Assert.All(recipes,
            recipe => Assert.Equal(
                ("dpmpp_2m", "karras", 2, 4.0), (recipe.Sampler, recipe.Schedule, recipe.Steps, recipe.GuidanceSettings.Scale)));
        Assert.Equal(4, said["info"]!["infotexts"]!.AsArray().Count);
        Assert.Equal(recipes[0].Model.Hash![..10], (string)said["info"]!["sd_model_hash"]!);
        Assert.Equal(("a lighthouse in a storm", "blurry", 2, "DPM++ 2M"),
            ((string)said["read"]!["prompt"]!, (string)said["read"]!["negativePrompt"]!, (int)said["read"]!["steps"]!,
                (string)said["read"]!["samplingMethod"]!));

        Assert.Equal((string)said["images"]![0]!, (string)said["again"]![0]!);
        Assert.Equal(new PictureHeader("png", 128, 128), PictureHeader.Read(Decode(said["hires"]!.AsArray().Single())));
        Assert.Equal(new PictureHeader("png", 64, 64), PictureHeader.Read(Decode(said["fromPicture"]!.AsArray().Single())));
        Assert.Equal("Unprocessable Entity", (string)said["noControlNet"]!);
    }

    [Fact]
    public async Task The_library_of_Standard_Webhooks_verifies_what_is_told()
    {
        await using var server = await RunningServer.StartAsync(arguments: ["--network:allow=127.0.0.1/32"]);

        var said = await NodeScript.RunAsync("standardwebhooks.js", server);

        Assert.Equal("webhook.ping", (string)said["ping"]!["type"]!);
        Assert.Equal(
            ("No matching signature found", "No matching signature found"), ((string)said["altered"]!, (string)said["wrongSecret"]!));
        Assert.Equal(
            ["job.waiting", "job.running", "picture.created", "job.succeeded"], said["types"]!.AsArray().Select(type => (string)type!));
        var id = (string)said["job"]!;
        Assert.Equal((id, id, id), ((string)said["picture"]!["jobId"]!, (string)said["succeeded"]!["id"]!, (string)said["own"]!["id"]!));
        Assert.Equal((string)said["picture"]!["id"]!, (string)said["succeeded"]!["pictures"]![0]!["id"]!);
        Assert.Equal(["webhook.ping", "webhook.ping"], said["rotation"]!.AsArray().Select(type => (string)type!));
        Assert.Equal(("webhook.ping", true), ((string)said["retry"]!["verified"]!, (bool)said["retry"]!["sameId"]!));
        Assert.InRange((int)said["retry"]!["later"]!, 4, 30);
        Assert.DoesNotContain("whsec_", server.Output);
    }

    private static byte[] Decode(JsonNode? image) => Convert.FromBase64String((string)image!);

    private static (string Kind, int Status, string? Param) Failure(JsonNode failure) =>
        ((string)failure["kind"]!, (int)failure["status"]!, (string?)failure["param"]);
}
