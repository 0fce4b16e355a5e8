using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Atelier.Jobs;
using Atelier.Support;

namespace Atelier.Server.Tests.FrontEnds;

/// <summary>A front end that comes, changes, breaks and goes under a whole server.</summary>
public sealed class EchoTests
{
    private const string Secret = "hunter2-hunter2";
    private const int Replacements = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_front_end_lives_through_ten_versions_a_break_and_a_restart_and_goes()
    {
        using var fixtures = new Fixtures().WithModel("starter");
        var data = Directory.CreateTempSubdirectory("atelier-echo-");
        var server = await RunningServer.StartAsync(data.FullName, environment: fixtures.Environment);
        try
        {
            using var client = server.Client();
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(At("echo/say"))).StatusCode);
            fixtures.WithPlugin("Echo");
            await UntilAsync(client, "active, Echo running: listening, session 1");
            var made = await AskAsync(client, "imagine", "a fox");
            using (var store = new ServerStore(server.Data))
            {
                var job = await store.WaitAsync(made, job => job.IsOver);
                Assert.Equal((JobState.Succeeded, "echo:1", "echo"), (job.State, job.Owner, job.Source));
            }

            var file = Path.Combine(fixtures.Plugins, "Echo", "Atelier.Echo.dll");
            var built = File.ReadAllBytes(file);
            for (var version = 1; version <= Replacements; version++)
            {
                File.WriteAllBytes(file, StampedAssembly.With(built, version));

                // Alone in the list: nothing of the version before is in memory any more.
                await UntilAsync(client, $"active, Echo running: listening, session {version + 1}");
                Assert.Equal($"{version}", await AskAsync(client, "stamp"));
                Assert.Equal($"session {version}", await AskAsync(client, "get", "left"));
            }

            File.WriteAllBytes(file, [1, 2, 3]);
            await UntilAsync(
                client, "active because its newer files were not taken: its assembly is damaged or not fully written, or is not a .NET assembly, "
                + $"Echo running: listening, session {Replacements + 1}");
            File.WriteAllBytes(file, built);

            using var put = await client.PutAsJsonAsync(At("api/v1/plugins/echo/options"), new { secret = Secret, mood = "break" });
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
            await UntilAsync(client, "active, Echo restarting: InvalidOperationException: the mood is break");
            await UntilAnsweredAsync(client, HttpStatusCode.ServiceUnavailable);
            await KeepsTheSecretAsync(client);
            using var mended =
                await client.PutAsJsonAsync(At("api/v1/plugins/echo/options"), new { secret = "••••••••", greeting = "hello" });
            Assert.Equal(HttpStatusCode.OK, mended.StatusCode);
            await UntilAsync(client, state => state.StartsWith("active, Echo running: hello, session", StringComparison.Ordinal), "hello");
            Assert.Equal(Secret, await AskAsync(client, "secret"));
            await KeepsTheSecretAsync(client);
            Assert.DoesNotContain(Secret, server.Output);

            var session = (await StateAsync(client)).Split(' ')[^1];
            await server.DisposeAsync();
            server = await RunningServer.StartAsync(data.FullName, environment: fixtures.Environment);
            using var again = server.Client();
            await UntilAsync(again, $"active, Echo running: hello, session {int.Parse(session) + 1}");
            Directory.Delete(Path.Combine(fixtures.Plugins, "Echo"), recursive: true);
            await UntilAsync(again, "");
            await UntilAnsweredAsync(again, HttpStatusCode.NotFound);
        }
        finally
        {
            await server.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--safe-mode")]
    [InlineData("--server:frontEnds=false")]
    public async Task There_are_none_in_safe_mode_and_where_they_are_off(string argument)
    {
        using var fixtures = new Fixtures().WithModel("starter").WithPlugin("Echo");
        await using var server = await RunningServer.StartAsync(arguments: [argument], environment: fixtures.Environment);
        using var client = server.Client();

        using var rescanned = await client.PostAsync(At("api/v1/plugins/rescan"), null);

        Assert.Equal(HttpStatusCode.OK, rescanned.StatusCode);
        Assert.Equal("", await StateAsync(client));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(At("echo/say"))).StatusCode);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static async Task<string> AskAsync(HttpClient client, string path, string body = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(At($"echo/{path}"), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
        return text;
    }

    private static async Task KeepsTheSecretAsync(HttpClient client)
    {
        foreach (var path in (string[])["api/v1/plugins", "api/v1/plugins/echo/options"])
        {
            var text = await client.GetStringAsync(At(path));
            Assert.DoesNotContain(Secret, text);
            Assert.Contains("\"writeOnly\":true", text);
        }
    }

    private static async Task<string> StateAsync(HttpClient client)
    {
        using var response = await client.GetAsync(At("api/v1/plugins"));
        return response.IsSuccessStatusCode
            ? string.Join(
                "; ", (await response.Content.ReadFromJsonAsync<JsonElement[]>())!.Where(
                    plugin => plugin.GetProperty("id").GetString() == "echo").Select(Words))
            : $"{response.StatusCode}";
    }

    private static string Words(JsonElement plugin) => string.Concat(
        [
            plugin.GetProperty("state").GetString()!,
            plugin.TryGetProperty("reason", out var reason) ? $" because {reason}" : "",
            .. plugin.GetProperty("frontEnds").EnumerateArray().Select(one =>
                $", {one.GetProperty("label")} {one.GetProperty("state")}{(one.TryGetProperty("detail", out var detail) ? $": {detail}" : "")}"),
        ]);

    private static Task UntilAsync(HttpClient client, string expected) => UntilAsync(client, state => state == expected, expected);

    // Its address goes a moment after itself, and a session that breaks is there for a moment.
    private static async Task UntilAnsweredAsync(HttpClient client, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(Limit);
        while ((await client.GetAsync(At("echo/say"), limit.Token)).StatusCode != status)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task UntilAsync(HttpClient client, Func<string, bool> isSo, string expected)
    {
        using var limit = new CancellationTokenSource(Limit);
        var state = "nothing";
        try
        {
            while (!isSo(state = await StateAsync(client)))
            {
                await Task.Delay(50, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"expected '{expected}', but there is '{state}'");
        }
    }
}
