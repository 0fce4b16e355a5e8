using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atelier.Server.Tests.Scripting;

/// <summary>A whole server beside scripts that do not behave.</summary>
public sealed class ScriptServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private RunningServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(
            arguments: ["--scripts:edit=true", "--scripts:timeout=5s", "--scripts:memory=600MB", "--scripts:processes=20"]);
        _client = _server.Client();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_server_does_not_notice_an_endless_loop_a_memory_hog_and_a_fork_bomb()
    {
        await WriteAsync("loop", "while (true) { }");
        await WriteAsync(
            "hog", "var all = new List<byte[]>(); while (true) { all.Add(new byte[10_000_000]); Array.Fill(all[^1], (byte)1); }");
        await WriteAsync("bomb", "while (true) Process.Start(\"sleep\", \"4343\");");
        string[] names = ["loop", "hog", "bomb"];
        var ids = new List<string>();
        foreach (var name in names)
        {
            ids.Add(await BeginAsync(name));
        }

        var slowest = TimeSpan.Zero;
        var runs = new List<JsonElement>();
        foreach (var id in ids)
        {
            while (await GetAsync(id) is var run && run.GetProperty("state").GetString() is "waiting" or "running")
            {
                var began = Stopwatch.GetTimestamp();
                Assert.Equal(200, (int)(await _client.GetAsync("/health/live")).StatusCode);
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
                await Task.Delay(100);
            }

            runs.Add(await GetAsync(id));
        }

        Assert.Equal(["timeout", "memory", "processes"], runs.Select(run => run.GetProperty("error").GetProperty("code").GetString()));
        Assert.True(slowest < TimeSpan.FromSeconds(10), $"the server took {slowest} to answer");
        Assert.False(_server.Process.HasExited);
    }

    [Fact]
    public async Task A_server_that_is_killed_leaves_no_script_running()
    {
        var note = Path.Combine(_server.Data, "files", "stays", "process.txt");
        await WriteAsync(
            "stays", $"for (var i = 0; i < 100; i++) Task.Run(() => {{ while (true) {{ }} }});\nFile.WriteAllText(@\"{note}.tmp\", $\"{{Environment.ProcessId}}\"); File.Move(@\"{note}.tmp\", @\"{note}\");\nawait Task.Delay(-1);");
        await BeginAsync("stays");
        using var limit = new CancellationTokenSource(Limit);
        while (!File.Exists(note))
        {
            await Task.Delay(20, limit.Token);
        }

        using var script =
            Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(note), System.Globalization.CultureInfo.InvariantCulture));
        _server.Process.Kill(entireProcessTree: false);
        await script.WaitForExitAsync(limit.Token);
    }

    private async Task WriteAsync(string name, string text)
    {
        using var response = await _client.PutAsJsonAsync($"/api/v1/scripts/{name}", new { text });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<string> BeginAsync(string name)
    {
        using var response = await _client.PostAsJsonAsync($"/api/v1/scripts/{name}/run", new { });
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> GetAsync(string id) => JsonElement.Parse(await _client.GetStringAsync($"/api/v1/runs/{id}"));
}
