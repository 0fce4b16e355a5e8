using System.Net.Http.Json;
using System.Text.Json;
using Atelier.DiscordSimulator;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Tests;
using Atelier.DiscordSimulator.Users;

namespace Atelier.Server.Tests.Discord;

/// <summary>A whole server whose bot talks in a Discord on this machine.</summary>
internal sealed class DiscordServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly Uri Options = new("api/v1/plugins/discord/options", UriKind.Relative);

    private readonly Fixtures _fixtures = new Fixtures().WithModel("starter");
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("atelier-discord-");
    private readonly Dictionary<string, object> _options;

    private DiscordServer(LocalDiscord discord, Dictionary<string, object> options)
    {
        Discord = discord;
        Guild = discord.AddGuild("Painters");
        Studio = Guild.AddChannel("studio");
        _options = new Dictionary<string, object>(options) { ["apiAddress"] = discord.ApiAddress };
        _options.TryAdd("token", discord.Token);
    }

    /// <summary>
    /// A Discord that waits for answers its own three seconds, times what a machine may be slower that has other things to do.
    /// </summary>
    public static LocalDiscordOptions Patient { get; } = new() { AnswerWithin = TimeSpan.FromSeconds(12), Patience = Limit };

    public LocalDiscord Discord { get; }

    public Guild Guild { get; }

    public Channel Studio { get; }

    public RunningServer Server { get; private set; } = null!;

    /// <summary>Starts both.</summary>
    /// <param name="discord">How Discord behaves; null takes <see cref="Patient"/>.</param>
    /// <param name="options">Of the bot, beside where its Discord is.</param>
    public static async Task<DiscordServer> StartAsync(LocalDiscordOptions? discord = null, params (string Name, object Value)[] options)
    {
        var server =
            new DiscordServer(
                await LocalDiscord.StartAsync(discord ?? Patient), options.ToDictionary(option => option.Name, option => option.Value));
        server.WriteOptions();
        await server.BeginAsync();
        return server;
    }

    /// <summary>Somebody in the studio.</summary>
    public Hands Somebody(string name) => Guild.AddMember(name).In(Studio);

    /// <summary>Waits until the bot hears, and has these commands.</summary>
    public async Task ReadyAsync(params string[] commands)
    {
        await Discord.ConnectedAsync();
        await Discord.CommandsAsync(commands);
    }

    /// <summary>Ends the server as a crash does, starts it on the same data, and waits until its bot is back.</summary>
    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        await Discord.DisconnectedAsync();
        await BeginAsync();
        await Discord.ConnectedAsync();
    }

    /// <summary>Gives the bot's plugin another option, for which it is loaded anew.</summary>
    public async Task ReloadAsync(string option, object value)
    {
        _options[option] = value;
        using var client = Server.Client();
        using var answer = await client.PutAsJsonAsync(Options, _options);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the bot stands so: its state and what it says of itself.</summary>
    public async Task<(string State, string Detail)> StandsAsync(Func<string, string, bool> isSo)
    {
        using var client = Server.Client();
        using var limit = new CancellationTokenSource(Limit);
        var last = ("", "");
        while (!isSo(last.Item1, last.Item2))
        {
            Assert.False(limit.IsCancellationRequested, $"the bot is {last}");
            var plugins = await client.GetFromJsonAsync<JsonElement[]>(new Uri("api/v1/plugins", UriKind.Relative));
            var bot = plugins!.Where(
                plugin => plugin.GetProperty("id").GetString() == "discord" && plugin.GetProperty("state").GetString() == "active");
            last = bot.SelectMany(plugin => plugin.GetProperty("frontEnds").EnumerateArray())
                .Select(one => (one.GetProperty("state").GetString()!,
                    one.TryGetProperty("detail", out var detail) ? detail.ToString() : "")).LastOrDefault(("", ""));
            await Task.Delay(50);
        }

        return last;
    }

    /// <summary>Waits until nothing is in memory of the plugin as it was before it was loaded anew.</summary>
    public async Task AloneAsync()
    {
        using var client = Server.Client();
        using var limit = new CancellationTokenSource(Limit);
        string[] states;
        do
        {
            await Task.Delay(50, limit.Token);
            var plugins = await client.GetFromJsonAsync<JsonElement[]>(new Uri("api/v1/plugins", UriKind.Relative), limit.Token);
            states =
            [
                .. plugins!.Where(plugin => plugin.GetProperty("id").GetString() == "discord")
                    .Select(plugin => plugin.GetProperty("state").GetString()!),
            ];
            Assert.DoesNotContain("leaked", states);
        }
        while (states is not ["active"]);
    }

    /// <summary>The server's jobs.</summary>
    public async Task<JsonElement[]> JobsAsync()
    {
        using var client = Server.Client();
        var page = await client.GetFromJsonAsync<JsonElement>(new Uri("api/v1/jobs?limit=200", UriKind.Relative));
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    /// <summary>No call broke a limit, all were as Discord describes them, and nobody has read the token.</summary>
    public void AssertSound()
    {
        Faithful.AssertSound(Discord);
        Assert.DoesNotContain(Discord.Token, Server.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Discord.DisposeAsync();
        _fixtures.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task BeginAsync()
    {
        Server = await RunningServer.StartAsync(_data.FullName, environment: _fixtures.Environment);
    }

    private void WriteOptions()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_data.FullName, "plugin-options"));
        File.WriteAllText(Path.Combine(folder.FullName, "discord.json"), JsonSerializer.Serialize(_options));
    }
}
