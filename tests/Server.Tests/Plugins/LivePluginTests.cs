using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Atelier.Jobs;
using Atelier.Support;

namespace Atelier.Server.Tests.Plugins;

/// <summary>Plugins that come, change and go under a whole server.</summary>
public sealed class LivePluginTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // What ships beside the samplers, and is not what these tests are about.
    private static readonly HashSet<string> Shipped =
    [
        .. Directory.EnumerateFiles(
            Path.Combine(Path.GetDirectoryName(RunningServer.Program)!, "plugins"), "plugin.json", SearchOption.AllDirectories)
            .Select(manifest => JsonDocument.Parse(File.ReadAllText(manifest)).RootElement.GetProperty("id").GetString()!)
            .Where(id => id != "samplers"),
    ];

    [Fact]
    public async Task Safe_mode_has_the_samplers_that_came_with_the_program_alone()
    {
        using var fixtures = new Fixtures().WithModel("starter").WithPlugin("Stamped");
        await using var server = await RunningServer.StartAsync(arguments: ["--safe-mode"], environment: fixtures.Environment);
        using var client = server.Client();
        using var store = new ServerStore(server.Data);

        var made = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { Sampler = "euler" }));
        var added = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { Sampler = "stamp" }));

        Assert.Equal((JobState.Succeeded, JobState.Failed), (made.State, added.State));
        await PluginsAsync(client, plugins => plugins is ["samplers active"]);
    }

    [Fact]
    public async Task A_sampler_is_replaced_under_a_running_job_which_ends_on_the_old_one_and_the_next_uses_the_new()
    {
        using var fixtures = new Fixtures().WithModel("starter").WithPlugin("Stamped");
        var file = Path.Combine(fixtures.Plugins, "Stamped", StampedAssembly.FileName);
        var built = File.ReadAllBytes(file);
        File.WriteAllBytes(file, StampedAssembly.With(built, 0));
        await using var server = await RunningServer.StartAsync(environment: fixtures.Environment);
        using var client = server.Client();
        using var store = new ServerStore(server.Data);
        var stamped = ServerStore.Small() with { Sampler = "stamp" };
        await PluginsAsync(client, plugins => plugins is ["samplers active", "stamped active"]);
        var running = await store.AddAsync(stamped with { Count = 60 });
        await store.WaitAsync(running.Id, job => job.State == JobState.Running);

        File.WriteAllBytes(file, StampedAssembly.With(built, 1));
        await PluginsAsync(client, plugins => plugins is ["samplers active", "stamped active", "stamped draining"]);
        Assert.Equal(JobState.Running, (await store.Jobs.FindAsync(running.Id, CancellationToken.None))!.State);
        var next = await store.EndOfAsync(await store.AddAsync(stamped));
        var ended = await store.EndOfAsync(running);

        // The latent, and so the picture, is the version's alone, whatever the seed.
        var old = (await Task.WhenAll(ended.Pictures.Select(picture => PixelsAsync(store, picture)))).Distinct().ToArray();
        Assert.Equal(60, ended.Pictures.Count);
        Assert.NotEqual(Assert.Single(old), await PixelsAsync(store, Assert.Single(next.Pictures)));
        await PluginsAsync(client, plugins => plugins is ["samplers active", "stamped active"]);
    }

    [Fact]
    public async Task A_plugin_that_ends_every_worker_that_loads_it_is_set_aside_and_the_others_work()
    {
        using var fixtures = new Fixtures().WithModel("starter").WithPlugin("DeadlyConfigure");
        await using var server = await RunningServer.StartAsync(environment: fixtures.Environment);
        using var client = server.Client();
        using var store = new ServerStore(server.Data);

        var ended = await store.EndOfAsync(await store.AddAsync(ServerStore.Small()));

        Assert.Equal(JobState.Succeeded, ended.State);
        await PluginsAsync(client, plugins => plugins is ["samplers active", "deadly-configure failed"]);
    }

    [Fact]
    public async Task Options_are_shown_checked_and_take_effect()
    {
        using var fixtures = new Fixtures().WithModel("starter").WithPlugin("Tunable");
        await using var server = await RunningServer.StartAsync(environment: fixtures.Environment);
        using var client = server.Client();
        await PluginsAsync(client, plugins => plugins.Contains("tunable active"));
        var route = new Uri("api/v1/plugins/tunable/options", UriKind.Relative);

        using var wrong = await client.PutAsJsonAsync(route, new { levels = 21 });
        var problem = await wrong.Content.ReadAsStringAsync();
        using var good = await client.PutAsJsonAsync(route, new { levels = 7 });
        var now = JsonDocument.Parse(await client.GetStringAsync(route)).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("\"field\":\"levels\"", problem);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Equal(7, now.GetProperty("values").GetProperty("levels").GetInt32());
        Assert.Equal(20, now.GetProperty("schema").GetProperty("properties").GetProperty("levels").GetProperty("maximum").GetInt32());
    }

    // Of the plugins that ship, the samplers stand for all.
    private static async Task PluginsAsync(HttpClient client, Func<string[], bool> expected)
    {
        using var limit = new CancellationTokenSource(Limit);
        string[] states = [];
        try
        {
            while (!expected(states))
            {
                await Task.Delay(50, limit.Token);
                using var response = await client.GetAsync(new Uri("api/v1/plugins", UriKind.Relative), limit.Token);
                if (response.IsSuccessStatusCode)
                {
                    var plugins = await response.Content.ReadFromJsonAsync<JsonElement[]>(limit.Token);
                    states =
                    [
                        .. plugins!.Where(plugin => !Shipped.Contains(plugin.GetProperty("id").GetString()!))
                            .Select(plugin => $"{plugin.GetProperty("id").GetString()} {plugin.GetProperty("state").GetString()}"),
                    ];
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"there are {string.Join(", ", states)}");
        }
    }

    // A thumbnail is the pixels' alone: what is written in the picture's file differs by the seed.
    private static async Task<string> PixelsAsync(ServerStore store, JobPicture picture) =>
        (await store.Pictures.FindAsync(picture.Id, CancellationToken.None))!.Thumbnail;
}
