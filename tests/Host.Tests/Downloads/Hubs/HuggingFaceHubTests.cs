using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Downloads;
using Atelier.Host.Tests.Downloads.Doubles;
using Atelier.Support;

namespace Atelier.Host.Tests.Downloads.Hubs;

public sealed class HuggingFaceHubTests : IAsyncLifetime
{
    private const string Token = "hf_0123456789";
    private HuggingFaceDouble _hub = null!;
    private Hub _store = null!;
    private Downloading _downloading = null!;

    public async Task InitializeAsync()
    {
        _hub = await HuggingFaceDouble.StartAsync();
        _store = await Hub.StartAsync();
        _downloading = new Downloading(_hub.Url, huggingFaceToken: Token);
    }

    public async Task DisposeAsync()
    {
        _downloading.Dispose();
        await _store.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task The_starter_model_comes_whole_as_a_folder_and_opens()
    {
        var starter = Path.Combine(Golden.RepositoryRoot, "models", "starter");
        var files = Directory.EnumerateFiles(starter, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(starter, file).Replace('\\', '/'), File.ReadAllBytes);
        files["unet/diffusion_pytorch_model.bin"] = [0x80, 0x02];
        files["safety_checker/model.safetensors"] = SmallModel.File(10);
        _hub.Offer("atelier/starter", files, _store, new Faults { CutAfter = [1_000_000, 1_000_000] });

        var offer = await _downloading.PullAsync("hf:atelier/starter");

        using var checkpoint = CheckpointReader.Open(_downloading.PathOf("starter"), _downloading.Models);
        Assert.Equal("starter", checkpoint.Name);
        Assert.Equal(
            ["starter"],
            Directory.EnumerateDirectories(_downloading.Models).Select(Path.GetFileName).Where(name => name != DownloadFolder.Root));
        Assert.DoesNotContain(
            _downloading.Placed(),
            file => file.Contains("safety_checker") || file.EndsWith(".bin", StringComparison.Ordinal) || file.Contains(".part"));
        var record = SourceRecord.Of(_downloading.PathOf("starter"))!;
        Assert.Equal(
            ("hf:atelier/starter@main", HuggingFaceDouble.Commit, "creativeml-openrail-m"),
            (record.Source, record.Revision, record.Licence!.Id));
        Assert.Equal(
            Hub.Sha256(files["unet/diffusion_pytorch_model.safetensors"]), record.Sha256["unet/diffusion_pytorch_model.safetensors"]);
        Assert.Equal(
            offer.Bytes, files.Where(file => _downloading.Placed().Contains("starter/" + file.Key)).Sum(file => file.Value.Length));
        Assert.Empty(_downloading.Parts());
    }

    [Fact]
    public async Task The_token_goes_to_the_hub_and_never_to_the_store_it_leads_to()
    {
        _hub.Offer("me/one", new Dictionary<string, byte[]> { ["one.safetensors"] = SmallModel.File(1000) }, _store);

        await _downloading.PullAsync("hf:me/one");

        Assert.All(_hub.Requests, request => Assert.Equal($"Bearer {Token}", request.Authorization));
        Assert.NotEmpty(_store.Requests);
        Assert.All(_store.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task Of_a_folder_half_precision_is_taken_with_its_shards_and_configurations()
    {
        string[] paths =
        [
            "model_index.json", "README.md", "scheduler/scheduler_config.json", "tokenizer/vocab.json", "tokenizer/merges.txt",
            "tokenizer/tokenizer.json",
            "text_encoder/config.json", "text_encoder/model.safetensors", "text_encoder/model.fp16.safetensors",
            "text_encoder/pytorch_model.bin",
            "unet/config.json", "unet/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.safetensors.index.fp16.json",
            "unet/diffusion_pytorch_model.fp16-00001-of-00002.safetensors", "unet/diffusion_pytorch_model.fp16-00002-of-00002.safetensors",
            "vae/config.json", "vae/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.fp16.safetensors.index.json",
            "sd.safetensors", "sd.ckpt",
        ];
        _hub.Offer("me/big",
            paths.ToDictionary(
                path => path, path => path.EndsWith(".safetensors", StringComparison.Ordinal) ? SmallModel.File(10) : "{}"u8.ToArray()));

        var offer = await DescribeAsync("hf:me/big");

        Assert.True(offer.IsFolder);
        Assert.Equal(
            [
                "README.md", "model_index.json", "scheduler/scheduler_config.json", "text_encoder/config.json",
                "text_encoder/model.fp16.safetensors",
                "tokenizer/merges.txt", "tokenizer/vocab.json", "unet/config.json",
                "unet/diffusion_pytorch_model.fp16-00001-of-00002.safetensors",
                "unet/diffusion_pytorch_model.fp16-00002-of-00002.safetensors", "unet/diffusion_pytorch_model.safetensors.index.fp16.json",
                "vae/config.json", "vae/diffusion_pytorch_model.safetensors",
            ],
            offer.Files.Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_has_pickles_only_is_refused_with_the_reason()
    {
        _hub.Offer("me/old",
            Files("model_index.json", "unet/diffusion_pytorch_model.bin", "vae/diffusion_pytorch_model.bin",
                "text_encoder/pytorch_model.bin"));

        var refused = await RefusedAsync("hf:me/old");

        Assert.Contains("only there as a pickle (.bin)", refused.Message);
    }

    [Fact]
    public async Task Of_several_single_files_one_has_to_be_named()
    {
        _hub.Offer("me/many", Files("a.safetensors", "b.safetensors", "c.ckpt"));

        var refused = await RefusedAsync("hf:me/many");
        var offer = await _downloading.Hubs.DescribeAsync("hf:me/many", "b.safetensors", null, CancellationToken.None);

        Assert.Equal("file", refused.Field);
        Assert.EndsWith("say which by its file's name: a.safetensors, b.safetensors", refused.Message);
        Assert.Equal(("b", "b.safetensors"), (offer.Name, Assert.Single(offer.Files).Path));
    }

    [Theory]
    [InlineData("../../../escape.safetensors")]
    [InlineData("/etc/escape.safetensors")]
    [InlineData("a\\..\\escape.safetensors")]
    public async Task A_file_whose_name_leads_elsewhere_is_no_file(string path)
    {
        _hub.Offer("me/evil", Files(path));

        var refused = await RefusedAsync("hf:me/evil");

        Assert.Contains("it holds no .safetensors or .onnx file", refused.Message);
    }

    [Fact]
    public async Task What_a_repository_calls_its_files_becomes_a_name_that_every_system_takes()
    {
        _hub.Offer("me/odd", Files("deep/down/ .Très: bon|.safetensors".Replace(":", "", StringComparison.Ordinal)));

        var offer = await _downloading.PullAsync("hf:me/odd");

        Assert.Equal("Tr_s bon_", offer.Name);
        Assert.Equal(["Tr_s bon_.atelier-source.json", "Tr_s bon_.safetensors"], _downloading.Placed());
    }

    [Fact]
    public async Task Card_licence_and_gate_are_told()
    {
        _hub.Offer(
            "me/gated",
            new Dictionary<string, byte[]>
            {
                ["x.safetensors"] = SmallModel.File(10),
                ["README.md"] =
                    "---\nlicense: other\n---\n# Title\n<img src=x onerror=alert(1)>Draws [ships](https://example.org/ships).\u202e"u8.ToArray(),
            },
            more: new
            {
                gated = "manual",
                cardData = new { license = "other", license_name = "house-licence", license_link = "LICENSE.md", base_model = "me/base" },
                config = new { diffusers = new { _class_name = "FluxPipeline" } },
            });

        var offer = await DescribeAsync("hf:me/gated");

        Assert.True(offer.Gated);
        Assert.Equal(
            new ModelLicence("other", "house-licence", $"{_hub.Url}me/gated/blob/{HuggingFaceDouble.Commit}/LICENSE.md"), offer.Licence);
        Assert.Equal("# Title\nDraws ships (https://example.org/ships).", offer.Card);
        Assert.Equal("me/base", offer.BaseModel);
        Assert.Contains(offer.Notes, note => note.StartsWith("It is a FluxPipeline", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gated_model_says_what_to_do()
    {
        _hub.Status("/api/models/me/gated/revision/main", 403, ("X-Error-Code", "GatedRepo"),
            ("X-Error-Message", "Access to model me/gated is restricted"));

        var refused = await RefusedAsync("hf:me/gated");

        Assert.Equal(DownloadFault.Denied, refused.Fault);
        Assert.Contains("accept its conditions, then set HF_TOKEN", refused.Message);
        Assert.DoesNotContain(Token, refused.Message);
    }

    [Theory]
    [InlineData(401, DownloadFault.Denied, "the token in HF_TOKEN may not read this model")]
    [InlineData(404, DownloadFault.NotFound, "has no such model")]
    [InlineData(429, DownloadFault.HubFailed, "has had too many requests; it asks to wait 9 seconds")]
    [InlineData(500, DownloadFault.HubFailed, "answers 500")]
    internal async Task A_hub_that_refuses_is_understood(int status, DownloadFault fault, string message)
    {
        _hub.Status("/api/models/me/none/revision/main", status, ("Retry-After", "9"));

        var refused = await RefusedAsync("hf:me/none");

        Assert.Equal(fault, refused.Fault);
        Assert.Contains(message, refused.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{\"siblings\":7,\"sha\":[],\"cardData\":\"x\",\"gated\":{}}")]
    [InlineData("{\"siblings\":[{\"rfilename\":5},{},null,\"x\"]}")]
    public async Task Nonsense_from_a_hub_is_a_clear_error(string json)
    {
        _hub.ServeJson("/api/models/me/odd/revision/main", json);

        await RefusedAsync("hf:me/odd");
    }

    private static Dictionary<string, byte[]> Files(params string[] paths) => paths.ToDictionary(path => path, _ => SmallModel.File(100));

    private Task<ModelOffer> DescribeAsync(string source) =>
        _downloading.Hubs.DescribeAsync(source, null, null, CancellationToken.None).WaitAsync(Downloading.Bound);

    private Task<DownloadException> RefusedAsync(string source) => Assert.ThrowsAsync<DownloadException>(() => DescribeAsync(source));
}
