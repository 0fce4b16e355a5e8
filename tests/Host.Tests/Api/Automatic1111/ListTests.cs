using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class ListTests
{
    public static TheoryData<string> Routes { get; } =
    [
        "progress", "options", "cmd-flags", "samplers", "schedulers", "upscalers", "latent-upscale-modes", "sd-models", "sd-vae",
        "hypernetworks",
        "face-restorers", "realesrgan-models", "prompt-styles", "embeddings", "memory", "scripts", "script-info", "extensions", "loras",
    ];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_list_is_there_for_those_who_may_look(string route)
    {
        await using var server = await CompatibleServer.StartAsync();
        using var viewer = await server.ClientAsync("vic", Role.Viewer);

        using var answer = await viewer.GetAsync($"/sdapi/v1/{route}");

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("refresh-checkpoints")]
    [InlineData("refresh-vae")]
    [InlineData("refresh-embeddings")]
    [InlineData("refresh-loras")]
    [InlineData("skip")]
    public async Task What_has_nothing_to_say_answers_null(string route)
    {
        await using var server = await CompatibleServer.StartAsync();

        using var answer = await server.Client.PostAsync($"/sdapi/v1/{route}", null);

        Assert.Equal((200, "null"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Samplers_and_schedulers_have_AUTOMATIC1111s_shape()
    {
        await using var server = await CompatibleServer.StartAsync();

        var sampler = (await server.GetAsync("/sdapi/v1/samplers"))!.AsArray().Single(one => (string)one!["name"]! == "DPM++ 2M")!;
        Assert.Equal(["dpmpp_2m", "sample_dpmpp_2m"], sampler["aliases"]!.AsArray().Select(alias => (string)alias!));
        Assert.Empty(sampler["options"]!.AsObject());

        var schedulers = (await server.GetAsync("/sdapi/v1/schedulers"))!.AsArray();
        Assert.Equal(
            """{"name":"automatic","label":"Automatic","aliases":null,"default_rho":-1,"need_inner_model":false}""",
            schedulers[0]!.ToJsonString());
        Assert.Equal((7, "Karras"), ((int)schedulers[1]!["default_rho"]!, (string)schedulers[1]!["label"]!));
    }

    [Fact]
    public async Task A_models_hash_is_known_once_it_was_used()
    {
        await using var server = await CompatibleServer.StartAsync();
        Assert.Equal("starter", (string)(await server.GetAsync("/sdapi/v1/sd-models"))![0]!["title"]!);

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32}""");

        var model = (await server.GetAsync("/sdapi/v1/sd-models"))![0]!;
        Assert.Equal(
            ("starter [0123456789]", "starter", "0123456789"),
            ((string)model["title"]!, (string)model["model_name"]!, (string)model["hash"]!));
        Assert.Equal(64, ((string)model["sha256"]!).Length);
        Assert.Equal("starter [0123456789]", (string)(await server.GetAsync("/sdapi/v1/options"))!["sd_model_checkpoint"]!);
    }

    [Fact]
    public async Task Memory_counts_the_workers()
    {
        await using var server = await CompatibleServer.StartAsync();
        const long worker = 123L << 30;
        server.Workers.Status = [new WorkerStatus("w", "idle", null, 0, null, worker, [], new Dictionary<string, string>())];

        var ram = (await server.GetAsync("/sdapi/v1/memory"))!["ram"]!;

        Assert.True((long)ram["used"]! > worker);
    }

    [Fact]
    public async Task Models_that_no_job_uses_are_let_go_by_operators()
    {
        await using var server = await CompatibleServer.StartAsync();
        var asked = new List<object>();
        server.Workers.Answer = question =>
        {
            asked.Add(question);
            return true;
        };
        server.Workers.Status =
            [new WorkerStatus(
                "w", "working", null, 0, null, 0, [new("a", 1, default, true), new("b", 1, default, false)],
                new Dictionary<string, string>())];
        using var operators = await server.ClientAsync("olga", Role.Operator);

        await CompatibleServer.PostAsync(operators, "/sdapi/v1/unload-checkpoint", "");
        await CompatibleServer.PostAsync(operators, "/sdapi/v1/reload-checkpoint", "");
        var (status, _) = await server.PostAsync("/sdapi/v1/unload-checkpoint", "");

        Assert.Equal([new UnloadQuestion("b"), new LoadQuestion("starter")], asked);
        Assert.Equal(403, status);
    }

    [Fact]
    public async Task What_is_not_there_says_so()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (missing, notFound) = await server.PostAsync("/sdapi/v1/no-such-route", "{}");
        var (describing, described) = await server.PostAsync("/sdapi/v1/interrogate", """{"image":"x","model":"clip"}""");
        var (training, trained) = await server.PostAsync("/sdapi/v1/train/embedding", "{}");

        Assert.Equal((404, 404, 422), (missing, describing, training));
        Assert.All([notFound, described, trained], body => Assert.NotEmpty((string)body!["detail"]!));
    }

    [Fact]
    public async Task A_worker_that_has_not_started_is_no_fault_of_the_caller()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Workers.Answer = null;
        using var operators = await server.ClientAsync("olga", Role.Operator);

        var (status, body) = await CompatibleServer.PostAsync(operators, "/sdapi/v1/reload-checkpoint", "");

        Assert.Equal((503, "no worker is running"), (status, (string)body!["detail"]!));
    }
}
