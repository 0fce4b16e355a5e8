using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Host.Tests.Doubles;
using Atelier.Imaging;

namespace Atelier.Host.Tests.Api.Automatic1111;

/// <summary>Scripts that take several jobs, and batches of several pictures.</summary>
public class ScriptTests
{
    private const string TextToImage = "/sdapi/v1/txt2img";
    private const string ImageToImage = "/sdapi/v1/img2img";
    private static readonly string Fox = Convert.ToBase64String(PictureFile.Png(level: 20));
    private static readonly string Owl = Convert.ToBase64String(PictureFile.Png(level: 30));

    [Fact]
    public async Task A_prompt_matrix_makes_every_combination_and_a_sheet_before_them()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(TextToImage, """
            {"prompt":"a fox|in snow,| at night","seed":5,"width":64,"height":32,"batch_size":2,"n_iter":3,"script_name":"Prompt matrix","script_args":[false,false,"positive","comma",0]}
            """);

        Assert.Equal(200, status);
        Assert.Equal(
            ["a fox", "a fox, in snow", "a fox, at night", "a fox, in snow, at night"], Asked(server).Select(request => request.Prompt));
        Assert.All(Asked(server), request => Assert.Equal((5ul, 1, 1), (request.Seed, request.BatchSize, request.Count)));
        Assert.Equal(5, body!["images"]!.AsArray().Count);
        var sheet = Picture(body, 0);
        Assert.True(sheet.Width > 2 * 64 && sheet.Height > 2 * 32, $"{sheet.Width}×{sheet.Height}");
        Assert.Equal((64, 32), (Picture(body, 1).Width, Picture(body, 1).Height));
        var info = Info(body);
        Assert.Equal(
            ("1", 4, 5),
            (info["index_of_first_image"]!.ToJsonString(), info["all_prompts"]!.AsArray().Count, info["infotexts"]!.AsArray().Count));
        Assert.Equal("a fox", (string)info["prompt"]!);
        Assert.Equal((string)info["infotexts"]![0]!, (string)info["infotexts"]![1]!);
    }

    [Fact]
    public async Task A_prompt_matrix_takes_the_negative_prompt_other_seeds_spaces_and_the_parts_first()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(TextToImage, """
            {"prompt":"a fox","negative_prompt":"fog|rain|ice","seed":5,"width":64,"height":32,"script_name":"prompt matrix","script_args":[true,true,"negative","space",4]}
            """);

        Assert.Equal(["fog", "rain fog", "ice fog", "rain ice fog"], Asked(server).Select(request => request.NegativePrompt));
        Assert.Equal([5ul, 6, 7, 8], Asked(server).Select(request => request.Seed!.Value));
        Assert.All(Asked(server), request => Assert.Equal("a fox", request.Prompt));
    }

    [Fact]
    public async Task Loopback_begins_from_what_it_made_with_a_strength_that_changes()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{Fox}}"],"mask":"{{Owl}}","denoising_strength":0.8,"seed":9,"width":64,"height":64,"script_name":"loopback","script_args":[3,0.4,"Linear","None"]}
            """);

        Assert.Equal(200, status);
        var asked = Asked(server);
        Assert.Equal([9ul, 10, 11], asked.Select(request => request.Seed!.Value));
        Assert.Equal([0.8, 0.6, 0.4], asked.Select(request => request.Image!.Strength));
        Assert.Equal(["fill", "original", "original"], asked.Select(request => request.Image!.Mask!.Content));
        Assert.Equal(Fox, Convert.ToBase64String(server.FileOf(asked[0].Image!.Picture)));
        Assert.Equal((string)body!["images"]![1]!, Convert.ToBase64String(server.FileOf(asked[1].Image!.Picture)));
        Assert.Equal((4, 3 * 64), (body["images"]!.AsArray().Count, Picture(body, 0).Width));
        Assert.Equal("1", Info(body)["index_of_first_image"]!.ToJsonString());
    }

    [Fact]
    public async Task Loopbacks_of_several_batches_answer_with_the_last_of_each()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{Fox}}"],"n_iter":2,"width":64,"height":64,"script_name":"loopback","script_args":[2,0.5,"Lazy","None"]}
            """);

        Assert.Equal([77ul, 78, 79, 80], Asked(server).Select(request => request.Seed!.Value));
        Assert.Equal(Asked(server)[0].Image!.Picture, Asked(server)[2].Image!.Picture);
        Assert.Equal(["78", "80"], Info(body!)["all_seeds"]!.AsArray().Select(seed => seed!.ToJsonString()));
    }

    [Theory]
    [InlineData("Aggressive", 0.8, 0.517157, 0.4)]
    [InlineData("Linear", 0.8, 0.6, 0.4)]
    [InlineData("Lazy", 0.8, 0.682843, 0.4)]
    public async Task Loopback_has_AUTOMATIC1111s_curves(string curve, params double[] strengths)
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{Fox}}"],"denoising_strength":0.8,"width":64,"height":64,"script_name":"loopback","script_args":[3,0.4,"{{curve}}","None"]}
            """);

        Assert.All(Asked(server).Zip(strengths), pair => Assert.Equal(pair.Second, pair.First.Image!.Strength, 1e-6));
    }

    [Fact]
    public async Task SD_upscale_enlarges_the_picture_and_makes_it_anew_tile_by_tile()
    {
        await using var server = await CompatibleServer.StartAsync();
        var large = Convert.ToBase64String(PictureFile.Png(96, 64, level: 200));

        var (status, body) = await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{large}}"],"denoising_strength":0.3,"seed":3,"width":64,"height":64,"steps":7,"script_name":"SD upscale","script_args":["",16,"Lanczos",2.0]}
            """);

        Assert.True(status == 200, body!.ToJsonString());

        // 192×128 pixels, of which a tile adds 48.
        var asked = Asked(server);
        Assert.Equal(4 * 3, asked.Count);
        Assert.Equal(Enumerable.Range(3, 12).Select(seed => (ulong)seed), asked.Select(request => request.Seed!.Value));
        Assert.All(asked,
            request => Assert.Equal((64, 64, 0.3, 1), (request.Width, request.Height, request.Image!.Strength, request.BatchSize)));
        Assert.Equal((64, 64), SizeOf(server.FileOf(asked[0].Image!.Picture)));
        Assert.Equal((192, 128), (Picture(body, 0).Width, Picture(body, 0).Height));
        Assert.Single(body["images"]!.AsArray());
        var text = PictureMetadata.Read(Convert.FromBase64String((string)body["images"]![0]!)).Infotext!;
        Assert.Equal(("16", "Lanczos", "3"), (text["SD upscale overlap"], text["SD upscale upscaler"], text["Seed"]));
        Assert.Equal("Lanczos", (string)Info(body)["extra_generation_params"]!["SD upscale upscaler"]!);
    }

    [Fact]
    public async Task SD_upscale_without_an_upscaler_keeps_the_size_and_makes_as_many_as_asked_for()
    {
        await using var server = await CompatibleServer.StartAsync();
        var large = Convert.ToBase64String(PictureFile.Png(96, 64));

        var (_, body) = await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{large}}"],"seed":3,"n_iter":2,"width":64,"height":64,"script_name":"sd upscale","script_args":["",32,0,4]}
            """);

        Assert.Equal([3ul, 4, 4, 5], Asked(server).Select(request => request.Seed!.Value));
        Assert.Equal((2, 96, 64), (body!["images"]!.AsArray().Count, Picture(body, 1).Width, Picture(body, 1).Height));
    }

    [Fact]
    public async Task Several_pictures_make_a_batch_each_with_its_own_seed()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{Fox}}","{{Owl}}"],"batch_size":4,"n_iter":2,"seed":9,"width":64,"height":64}
            """);

        Assert.Equal(200, status);
        Assert.Equal([9ul, 10, 11, 12], Asked(server).Select(request => request.Seed!.Value));
        Assert.Equal([Fox, Owl, Fox, Owl], Asked(server).Select(request => Convert.ToBase64String(server.FileOf(request.Image!.Picture))));
        Assert.Equal((4, "0"), (body!["images"]!.AsArray().Count, Info(body)["index_of_first_image"]!.ToJsonString()));

        await server.PostAsync(ImageToImage, $$"""
            {"init_images":["{{Fox}}","{{Owl}}"],"batch_size":2,"seed":9,"subseed":40,"subseed_strength":0.5,"width":64,"height":64}
            """);
        Assert.Equal(
            [(9ul, 40ul), (9, 41)], Asked(server).TakeLast(2).Select(request => (request.Seed!.Value, request.Variation!.Seed!.Value)));
    }

    [Theory]
    [InlineData("prompt", "'prompt':'a|b|c|d|e|f|g|h','script_name':'prompt matrix'")]
    [InlineData("script_args.2", "'script_name':'prompt matrix','script_args':[false,false,'neutral']")]
    [InlineData("script_args.0", "'script_name':'prompt matrix','script_args':['yes']")]
    [InlineData("script_args.0", "'script_name':'loopback','script_args':[33]")]
    [InlineData("script_args.1", "'script_name':'loopback','script_args':[2,1.5]")]
    [InlineData("script_args.3", "'script_name':'loopback','script_args':[2,0.5,'Linear','CLIP']")]
    [InlineData("script_args.1", "'script_name':'sd upscale','script_args':['',64]")]
    [InlineData("script_args.2", "'script_name':'sd upscale','script_args':['',16,'no such']")]
    [InlineData("script_args.3", "'script_name':'sd upscale','script_args':['',16,0,9]")]
    [InlineData("width", "'script_name':'sd upscale','script_args':['',16,0,1],'width':512")]
    [InlineData("init_images", "'batch_size':2,'script_name':'loopback','script_args':[2],'init_images':['iVBORw0KGgo=','iVBORw0KGgo=']")]
    public async Task What_a_script_cannot_do_is_refused_by_its_field(string name, string fields)
    {
        await using var server = await CompatibleServer.StartAsync();

        var request = JsonNode.Parse($$"""{"width":64,"height":64,"init_images":["{{Fox}}"]}""")!;
        foreach (var (field, value) in JsonNode.Parse($"{{{fields.Replace('\'', '"')}}}")!.AsObject())
        {
            request[field] = value?.DeepClone();
        }

        var (status, body) = await server.PostAsync(ImageToImage, request.ToJsonString());

        Assert.True(status == 422, body!.ToJsonString());
        Assert.StartsWith($"{name}:", (string)body["detail"]![0]!["msg"]!);
        Assert.Empty(server.Queue.Submissions);
    }

    [Fact]
    public async Task A_script_ends_with_the_job_that_fails()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Failure = new Jobs.JobError("invalid_request", "the adapter x cannot be applied", "prompt");

        var (status, body) =
            await server.PostAsync(TextToImage, """{"prompt":"a|b|c","width":64,"height":32,"script_name":"prompt matrix"}""");

        Assert.Equal(422, status);
        Assert.Contains("the adapter x cannot be applied", body!.ToJsonString());
        Assert.Single(server.Queue.Submissions);
    }

    [Fact]
    public async Task The_scripts_are_listed_with_their_arguments()
    {
        await using var server = await CompatibleServer.StartAsync();

        var names = (await server.GetAsync("/sdapi/v1/scripts"))!;
        var infos = (await server.GetAsync("/sdapi/v1/script-info"))!.AsArray();

        Assert.Contains("prompt matrix", names["txt2img"]!.AsArray().Select(name => (string)name!));
        Assert.Superset(
            new HashSet<string> { "loopback", "sd upscale", "prompt matrix" },
            names["img2img"]!.AsArray().Select(name => (string)name!).ToHashSet());
        Assert.DoesNotContain("loopback", names["txt2img"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(4, infos.First(info => (string)info!["name"]! == "sd upscale")!["args"]!.AsArray().Count);
    }

    private static List<GenerationRequest> Asked(CompatibleServer server) =>
        [.. server.Queue.Submissions.Select(submission => submission.Request)];

    private static JsonNode Info(JsonNode body) => JsonNode.Parse((string)body["info"]!)!;

    private static Picture Picture(JsonNode body, int index) =>
        PictureCodec.Decode(Convert.FromBase64String((string)body["images"]![index]!));

    private static (int Width, int Height) SizeOf(byte[] file) => (PictureCodec.Decode(file).Width, PictureCodec.Decode(file).Height);
}
