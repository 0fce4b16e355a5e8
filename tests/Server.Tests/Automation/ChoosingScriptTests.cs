using System.Text.Json;

namespace Atelier.Server.Tests.Automation;

/// <summary>A recipe that leaves the choice to a script, in a whole server.</summary>
public sealed class ChoosingScriptTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(arguments: ["--scripts:edit=true"]);
        _client = _server.Client();
        await _client.CallAsync(HttpMethod.Put, "/api/v1/scripts/brightest", new
        {
            text = """
                // By the worst measure there is: whose seed is the greatest.
                var pictures = new List<MadePicture>();
                foreach (var id in Args) { pictures.Add(await Pictures.GetAsync(id)); }
                Log.Info($"to choose from {pictures.Count}");
                return pictures.MaxBy(picture => picture.Seed).Id;
                """,
        });
        await _client.CallAsync(HttpMethod.Put, "/api/v1/scripts/nobody", new { text = "return \"none of them\";" });
        await _client.CallAsync(HttpMethod.Put, "/api/v1/scripts/broken", new { text = "throw new Exception(\"I cannot choose\");" });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_a_script_returns_is_taken_and_where_it_returns_none_the_run_says_so()
    {
        var chosen = await RunAsync("brightest");
        Assert.True(Text(chosen, "state") == "succeeded", chosen.GetRawText());
        var id = chosen.GetProperty("result").GetProperty("pictures")[0].GetProperty("id").GetString();
        Assert.Equal(42ul, (await _client.CallAsync(HttpMethod.Get, $"/api/v1/pictures/{id}")).GetProperty("seed").GetUInt64());
        var log = await _client.CallAsync(HttpMethod.Get, $"/api/v1/runs/{Text(chosen, "id")}/log");
        Assert.Contains("to choose from 3", log.GetProperty("lines").EnumerateArray().Select(line => Text(line, "text")));

        var none = (await RunAsync("nobody")).GetProperty("error");
        Assert.Equal(("nothing_chosen", "choose.script"), (Text(none, "code"), Text(none, "field")));
        var failed = (await RunAsync("broken")).GetProperty("error");
        Assert.Equal(("script_failed", "choose.script"), (Text(failed, "code"), Text(failed, "field")));
        Assert.Contains("the script broken failed: broken.csx:1: Exception: I cannot choose", Text(failed, "message"));
    }

    private async Task<JsonElement> RunAsync(string script)
    {
        var text = $"generate: {{ prompt: a lighthouse, width: 64, height: 64, steps: 2, count: 3, seed: 40 }}\nchoose: {{ script: {script} }}\n";
        Assert.Empty(
            (await _client.CallAsync(HttpMethod.Put, "/api/v1/recipes/hero", new { text })).GetProperty("problems").EnumerateArray());
        var id = Text(await _client.CallAsync(HttpMethod.Post, "/api/v1/recipes/hero/run", new { }), "id");
        return await _client.EndOfRunAsync(id!);
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
