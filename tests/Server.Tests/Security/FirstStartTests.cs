using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Atelier.Server.Tests.Security;

public partial class FirstStartTests
{
    private static readonly Dictionary<string, string> NoKey = new() { ["ATELIER_ADMIN_KEY"] = "" };

    [Fact]
    public async Task The_first_start_prints_an_admin_key_once_and_keeps_only_its_hash()
    {
        await using var first = await RunningServer.StartAsync(environment: NoKey);
        var key = Key().Match(first.Output).Value;
        using (var client = first.Client(key))
        {
            Assert.Contains("\"admin\"", await client.GetStringAsync("/api/v1/keys"));
        }

        await first.KillAsync();
        await using var second = await RunningServer.StartAsync(first.Data, environment: NoKey);

        Assert.DoesNotMatch(Key(), second.Output);
        using var again = second.Client(key);
        Assert.Contains("\"admin\"", await again.GetStringAsync("/api/v1/keys"));
        foreach (var file in Directory.EnumerateFiles(first.Data, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".lock"))
        {
            using var stream =
                new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            Assert.DoesNotContain(key, await stream.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_given_key_takes_the_place_of_the_one_before()
    {
        var other = new string('k', 40);
        await using var first = await RunningServer.StartAsync();
        await first.KillAsync();
        await using var second =
            await RunningServer.StartAsync(first.Data, environment: new Dictionary<string, string> { ["ATELIER_ADMIN_KEY"] = other });
        using var now = second.Client(other);
        using var before = second.Client();

        Assert.Equal(200, (int)(await now.GetAsync("/api/v1/keys")).StatusCode);
        Assert.Equal(401, (int)(await before.GetAsync("/api/v1/keys")).StatusCode);
        Assert.DoesNotContain(other, second.Output);
    }

    [Fact]
    public async Task A_key_may_lie_in_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new string('f', 40) + "\n");
            await using var server =
                await RunningServer.StartAsync(
                    environment: new Dictionary<string, string> { ["ATELIER_ADMIN_KEY"] = "", ["ATELIER_ADMIN_KEY_FILE"] = file });
            using var client = server.Client(new string('f', 40));

            Assert.Equal(200, (int)(await client.GetAsync("/api/v1/keys")).StatusCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("short", "32 to 200 visible ASCII characters")]
    [InlineData("a key with spaces in it, which is long enough", "32 to 200 visible ASCII characters")]
    public async Task A_key_that_can_be_guessed_or_not_be_sent_is_refused_without_being_told(string key, string words)
    {
        var refusal = await RefusalAsync(new Dictionary<string, string> { ["ATELIER_ADMIN_KEY"] = key });

        Assert.Contains("atelier: ATELIER_ADMIN_KEY: ", refusal);
        Assert.Contains(words, refusal);
        Assert.DoesNotContain(key, refusal);
    }

    [Fact]
    public async Task Other_machines_reach_it_only_where_that_was_said_and_a_key_is_there()
    {
        const string everywhere = "http://0.0.0.0:0";
        Assert.Contains("--allow-remote", await RefusalAsync(urls: everywhere));
        Assert.Contains("there is no admin key yet", await RefusalAsync(NoKey, ["--allow-remote"], everywhere));
        Assert.Contains("--allow-remote", await RefusalAsync(urls: "http://pictures.example:0"));

        await using var server = await RunningServer.StartAsync(arguments: ["--allow-remote"], urls: everywhere);
        Assert.NotEqual(0, server.Url.Port);
    }

    [Fact]
    public async Task A_key_is_made_and_removed_on_the_command_line_while_the_server_runs()
    {
        await using var server = await RunningServer.StartAsync();
        var key = (await AtelierCommand.RunAsync("keys", "add", "ann", "--role", "user", "--data", server.Data)).Trim();
        using var client = server.Client(key);
        Assert.Equal(200, (int)(await client.GetAsync("/api/v1/jobs")).StatusCode);
        Assert.Equal(403, (int)(await client.PostAsJsonAsync("/api/v1/keys", new { name = "bob" })).StatusCode);
        Assert.Contains("ann", await AtelierCommand.RunAsync("keys", "list", "--data", server.Data));

        await AtelierCommand.RunAsync("keys", "remove", "ann", "--data", server.Data);

        Assert.Equal(401, (int)(await client.GetAsync("/api/v1/jobs")).StatusCode);
    }

    [GeneratedRegex("atl_[0-9a-f]{64}")]
    private static partial Regex Key();

    private static async Task<string> RefusalAsync(Dictionary<string, string>? environment = null, string[]? arguments = null, string urls = "http://127.0.0.1:0") =>
        (await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await (await RunningServer.StartAsync(arguments: arguments, environment: environment, urls: urls)).DisposeAsync())).Message;
}
