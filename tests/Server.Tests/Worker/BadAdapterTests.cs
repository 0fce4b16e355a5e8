using System.Net;
using System.Net.Http.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Jobs;
using Atelier.Support;

namespace Atelier.Server.Tests.Worker;

/// <summary>Adapters that do not fit the model: the job says which tensor and why, and the model goes on as it was.</summary>
public sealed class BadAdapterTests : IClassFixture<BadAdapterTests.Folder>, IAsyncLifetime
{
    private const string Layer = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q";
    private readonly Folder _folder;
    private RunningServer _server = null!;
    private ServerStore _store = null!;

    public BadAdapterTests(Folder folder) => _folder = folder;

    public async Task InitializeAsync() => (_server, _store) = await _folder.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("rank", $"the tensor {Layer}.lora_up.weight is 96×3 and does not fit this model's", "whose weight is 96×96")]
    [InlineData("wide", $"the tensor {Layer}.lora_down.weight is 2×320 and does not fit this model's", "whose weight is 96×96")]
    [InlineData("half", $"the layer {Layer} has lora_down.weight but no up", "the file is not whole")]
    [InlineData("nan", "makes down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q.weight infinite or not a number",
        "its file is damaged")]
    [InlineData("stranger", "none of its 1 tensors is for this model (the first is lora_unet_no_such_layer.lora_down.weight)", "")]
    public async Task A_job_fails_by_tensor_and_shapes_and_the_next_picture_is_what_it_was_before(string adapter, params string[] reasons)
    {
        var before = await PixelsAsync(await MakeAsync(""));

        var refused = await MakeAsync($"<lora:{adapter}:1>");
        var listed =
            await _store.EndOfAsync(
                await _store.AddAsync(ServerStore.Small() with { Adapters = [new() { Name = "fits" }, new() { Name = adapter }] }));

        Assert.Equal(
            (JobState.Failed, "invalid_request", "prompt", 1), (refused.State, refused.Error!.Code, refused.Error.Field, refused.Attempts));
        Assert.Equal("adapters[1].name", listed.Error!.Field);
        Assert.All([refused, listed], job => Assert.All(reasons, reason => Assert.Contains(reason, job.Error!.Message)));
        Assert.StartsWith($"the adapter {adapter} ", refused.Error.Message);
        Assert.DoesNotContain(_folder.Models, refused.Error.Message);
        Assert.Equal(before, await PixelsAsync(await MakeAsync("")));
    }

    [Fact]
    public async Task One_that_fits_changes_the_picture()
    {
        var plain = await PixelsAsync(await MakeAsync(""));

        Assert.NotEqual(plain, await PixelsAsync(await MakeAsync("<lora:fits:1>")));
        Assert.Equal(plain, await PixelsAsync(await MakeAsync("")));
    }

    [Fact]
    public async Task Who_waits_for_pictures_is_told_the_same_by_each_API()
    {
        using var client = _server.Client();
        var body = new { prompt = "a lake<lora:rank:1>", width = 64, height = 64, steps = 2 };

        using var automatic1111 = await client.PostAsJsonAsync("/sdapi/v1/txt2img", body);
        using var openAI = await client.PostAsJsonAsync("/v1/images/generations", new { body.prompt, size = "64x64" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest), (automatic1111.StatusCode, openAI.StatusCode));
        foreach (var response in (HttpResponseMessage[])[automatic1111, openAI])
        {
            Assert.Contains("96\u00d73", System.Text.RegularExpressions.Regex.Unescape(await response.Content.ReadAsStringAsync()));
        }
    }

    [Theory]
    [InlineData("/api/v1/jobs", HttpStatusCode.BadRequest)]
    [InlineData("/sdapi/v1/txt2img", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/v1/images/generations", HttpStatusCode.BadRequest)]
    public async Task One_that_says_it_is_for_another_family_is_refused_before_anything_is_queued(string path, HttpStatusCode status)
    {
        using var client = _server.Client();
        var newest = (await _store.Jobs.ListAsync(new Host.Store.JobFilter(1), default)).Jobs.FirstOrDefault()?.Id;

        using var response = await client.PostAsJsonAsync(path, new { prompt = "a lake<lora:foreign:1>" });

        Assert.Equal(status, response.StatusCode);
        Assert.Contains("foreign was made for sdxl, and the model is sd1", await response.Content.ReadAsStringAsync());
        Assert.Equal(newest, (await _store.Jobs.ListAsync(new Host.Store.JobFilter(1), default)).Jobs.FirstOrDefault()?.Id);
    }

    private async Task<Job> MakeAsync(string tag) =>
        await _store.EndOfAsync(await _store.AddAsync(ServerStore.Small() with { Prompt = "a lighthouse in a storm" + tag }));

    private async Task<byte[]> PixelsAsync(Job job)
    {
        Assert.True(job.State == JobState.Succeeded, job.Error?.Message);
        return PictureCodec.Decode(await _store.ReadAsync(job.Pictures.Single().Hash)).Pixels.ToArray();
    }

    /// <summary>One server for all, with the starter model and adapters of every fault.</summary>
    public sealed class Folder : IAsyncDisposable, IDisposable
    {
        private readonly Fixtures _fixtures = new Fixtures().WithModel("starter");
        private (RunningServer Server, ServerStore Store)? _running;

        public Folder()
        {
            var numbers = Enumerable.Range(0, 96 * 2).Select(index => MathF.Sin(index)).ToArray();
            Write("fits", (".lora_down.weight", [2, 96], numbers), (".lora_up.weight", [96, 2], numbers));
            Write("rank", (".lora_down.weight", [2, 96], numbers), (".lora_up.weight", [96, 3], new float[96 * 3]));
            Write("wide", (".lora_down.weight", [2, 320], new float[640]), (".lora_up.weight", [96, 2], numbers));
            Write("half", (".lora_down.weight", [2, 96], numbers));
            Write("nan", (".lora_down.weight", [2, 96], numbers), (".lora_up.weight", [96, 2], [.. numbers[..^1], float.NaN]));
            Write(SafetensorsBytes.Of([("lora_unet_no_such_layer.lora_down.weight", [2, 96], numbers)]), "stranger");
            Write(SafetensorsBytes.Of([(Layer + ".lora_down.weight", [2, 96], numbers)], ("ss_base_model_version", "sdxl_base_v1-0")),
                "foreign");
        }

        internal string Models => _fixtures.Models;

        internal async Task<(RunningServer Server, ServerStore Store)> StartAsync()
        {
            if (_running is not { } running)
            {
                var server = await RunningServer.StartAsync(environment: _fixtures.Environment);
                _running = running = (server, new ServerStore(server.Data));
            }

            return running;
        }

        public async ValueTask DisposeAsync()
        {
            if (_running is var (server, store))
            {
                store.Dispose();
                await server.DisposeAsync();
            }

            _fixtures.Dispose();
        }

        public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

        private void Write(string name, params (string Part, int[] Shape, float[] Values)[] parts) =>
            Write(SafetensorsBytes.Of(parts.Select(part => (Layer + part.Part, part.Shape, part.Values))), name);

        private void Write(byte[] file, string name) =>
            File.WriteAllBytes(
                Path.Combine(Directory.CreateDirectory(Path.Combine(_fixtures.Models, "loras")).FullName, $"{name}.safetensors"), file);
    }
}
