using System.Collections.Concurrent;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.DiscordBot.Tests.Session;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Tests;
using Atelier.DiscordSimulator.Users;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Commands;

/// <summary>Commands as people type them, on a Discord of this machine that checks every call.</summary>
public sealed class SpokenCommandsTests(SpokenCommandsTests.OneSession one) : IClassFixture<SpokenCommandsTests.OneSession>
{
    private const long ManageServer = 0x20;

    private readonly SessionFixture _session = one.Session;
    private readonly (Hands Anna, Hands Otto) _people = one.NewGuild(ManageServer);

    private Hands Anna => _people.Anna;

    private Hands Otto => _people.Otto;

    private IReadOnlyList<Job> Annas => [.. _session.Host.Queue.All.Where(job => !job.IsOver && job.Owner == "discord:" + Anna.User.Id)];

    [Fact]
    public async Task Pictures_are_made_varied_enlarged_and_described()
    {
        Assert.Equal(["dreamshaper"], await Anna.Autocomplete("imagine", "model", "dream", ("prompt", "a fox")).ChoicesAsync());
        var grid = await MadeAsync(Anna.Slash("imagine", ("prompt", "a fox"), ("model", "dreamshaper"), ("steps", 5), ("spoiler", true)));
        await Passing.WhenAsync(() => one.Written.Contains("last/discord:" + Anna.User.Id));

        await MadeAsync(Anna.Slash("variations", ("which", 2), ("strength", 0.4)));
        await MadeAsync(Anna.Slash("imagine", ("prompt", "as this"), ("image", Photo()), ("control-image", Photo()), ("control", "canny")));
        var link = $"https://discord.com/channels/{Anna.Channel.Guild!.Id}/{Anna.Channel.Id}/{grid.Id}";
        await Anna.Slash("upscale", ("picture", link), ("which", 3), ("upscaler", "lanczos"), ("scale", "4"))
            .MessageAsync(message => message.Files.Count == 1);
        await Anna.Slash("upscale", ("image", Photo())).MessageAsync(message => message.Files.Count == 1);

        var recipe = await Anna.Slash("describe", ("picture", grid.Id)).MessageAsync(message => message.Buttons.Count == 1);
        Assert.True(recipe.IsEphemeral);
        Assert.Contains("a fox", recipe.Text, StringComparison.Ordinal);
        await MadeAsync(Anna.Press(recipe, "Make this"));

        _session.Host.Pictures.SaysOf(Photo().Content, new PictureOrigin("text", new GenerationRequest { Prompt = "a castle" }));
        var foreign = await Anna.Slash("describe", ("image", Photo())).MessageAsync(message => message.Buttons.Count == 1);
        await MadeAsync(Anna.Press(foreign, "Make this"));
        Faithful.AssertSound(_session.Discord);
    }

    [Fact]
    public async Task A_messages_menu_knows_its_pictures()
    {
        var grid = await MadeAsync(Anna.Slash("imagine", ("prompt", "a fox"), ("count", 2)));

        Assert.Contains(
            "Seeds", (await Anna.MessageCommand("Show recipe", grid).MessageAsync(message => !message.IsThinking)).Text,
            StringComparison.Ordinal);
        await MadeAsync(Anna.MessageCommand("Make again", grid));
        var question = await Anna.MessageCommand("Upscale", grid).MessageAsync(message => message.Buttons.Count == 2);
        await Anna.Press(question, "2").MessageAsync(message => message.Files.Count == 1);

        // What is there stays as large as one wants, whatever may be made anew by now.
        await SaysAsync(Otto.Slash("settings models", ("allow", "dreamshaper")));
        await Anna.Press(grid, "U1").MessageAsync(message => message.Files.Count == 1);
        Assert.Contains("allowed here", (await Anna.Press(grid, "Re-roll").FollowUpAsync()).Text, StringComparison.Ordinal);
        Faithful.AssertSound(_session.Discord);
    }

    [Fact]
    public async Task The_queue_the_help_and_refusals_are_for_who_asks_alone()
    {
        var waiting = Anna.Slash("imagine", ("prompt", "a **fox** for @everyone"));
        await Passing.WhenAsync(() => Annas.Count == 1);

        Assert.Contains("Next\n4 pictures", await SaysAsync(Anna.Slash("queue")), StringComparison.Ordinal);
        Assert.Contains("/imagine", await SaysAsync(Anna.Slash("help")), StringComparison.Ordinal);
        Assert.Contains("Night", await SaysAsync(Anna.Slash("styles list")), StringComparison.Ordinal);
        Assert.Contains("`size`", await SaysAsync(Anna.Slash("imagine", ("prompt", "a fox"), ("size", "huge"))), StringComparison.Ordinal);
        Assert.Contains(
            "Manage Server", await SaysAsync(Anna.Slash("styles add", ("name", "Ink"), ("prompt", "ink"))), StringComparison.Ordinal);
        Assert.Single(await Anna.Autocomplete("cancel", "job", "fox").ChoicesAsync());
        Assert.Equal("1 job cancelled.", await SaysAsync(Anna.Slash("cancel", ("job", "all"))));
        await waiting.MessageAsync(message => !message.IsThinking);
        Faithful.AssertSound(_session.Discord);
    }

    [Fact]
    public async Task Who_manages_the_server_sets_what_holds()
    {
        var role = Anna.Channel.Guild!.AddRole("friends");
        (string Command, (string, object)[] Options)[] all =
        [
            ("settings defaults",
                [("model", "dreamshaper"), ("style", "Night"), ("size", "wide"), ("steps", 9), ("spoilers", "on"), ("scope", "channel")]),
            ("settings limits", [("steps", 20), ("side", 768), ("pictures", 2)]),
            ("settings models", [("allow", "dreamshaper, starter")]),
            ("settings words", [("add", "bad, very bad")]),
            ("settings who", [("allow", role), ("own-buttons", true)]),
            ("settings fairness", [("jobs-per-user", 2), ("cooldown", 1), ("bonus-role", role), ("bonus", 2.5)]),
            ("settings show", []),
        ];
        foreach (var (command, options) in all)
        {
            Assert.Contains("Settings", await SaysAsync(Otto.Slash(command, options)), StringComparison.Ordinal);
        }

        Assert.Contains("certain roles", await SaysAsync(Anna.Slash("imagine", ("prompt", "a fox"))), StringComparison.Ordinal);
        Assert.Contains("model: dreamshaper", await SaysAsync(Otto.Slash("settings show")), StringComparison.Ordinal);
        await SaysAsync(Otto.Slash("settings reset"));
        await SaysAsync(Otto.Slash("settings reset", ("scope", "channel")));
        Assert.Empty(await _session.Host.Store.ListAsync("rules/" + Anna.Channel.Guild!.Id));

        await SaysAsync(Otto.Slash("styles add", ("name", "Ink"), ("prompt", "ink, {prompt}")));
        Assert.Contains("Ink", await Anna.Autocomplete("imagine", "style", "in", ("prompt", "a fox")).ChoicesAsync());
        await SaysAsync(Otto.Slash("styles remove", ("name", "Ink")));
        Faithful.AssertSound(_session.Discord);
    }

    [Fact]
    public async Task A_recurring_picture_comes_into_its_channel()
    {
        var said = await SaysAsync(
            Otto.Slash("schedule add", ("prompt", "a fox at dawn"), ("when", "weekdays 7:30"), ("zone", "Europe/Berlin")));
        Assert.Contains("a-fox-at-dawn", said, StringComparison.Ordinal);
        Assert.Contains("weekdays", await SaysAsync(Otto.Slash("schedule list")), StringComparison.Ordinal);
        var name = Assert.Single(await _session.Host.Schedules.ListAsync()).Plan.Name;

        _session.Host.Queue.Succeed((await _session.Host.Schedules.FireAsync(name)).Id);
        await Passing.WhenAsync(() => Anna.Sees.Any(message => message is { Interaction: null, Files.Count: 1 }));

        Assert.Contains("a fox at dawn", Anna.Sees.Single(message => message.Interaction is null).Text, StringComparison.Ordinal);
        await SaysAsync(Otto.Slash("schedule remove", ("name", name)));
        Assert.Empty(await _session.Host.Schedules.ListAsync());
        Faithful.AssertSound(_session.Discord);
    }

    private static Upload Photo() => new("photo.png", "image/png", FakePictures.File("a photo"));

    /// <summary>What is answered to who asked alone.</summary>
    private static async Task<string> SaysAsync(UserInteraction interaction)
    {
        var message = await interaction.MessageAsync(message => !message.IsThinking);
        Assert.True(message.IsEphemeral);
        return message.Text;
    }

    /// <summary>The job that an interaction brings is done, and its pictures are there.</summary>
    private async Task<ChatMessage> MadeAsync(UserInteraction interaction)
    {
        await Passing.WhenAsync(() => Annas.Count == 1);
        _session.Host.Queue.Succeed(Assert.Single(Annas).Id);
        return await interaction.MessageAsync(message => message.Files.Count == 1);
    }

    /// <summary>A bot whose commands are registered once, which takes as long as Discord's rate limits have it.</summary>
    public sealed class OneSession : IAsyncLifetime
    {
        private int _guilds;

        internal SessionFixture Session { get; private set; } = null!;

        /// <summary>Keys that the bot has written in its store.</summary>
        internal ConcurrentBag<string> Written { get; } = [];

        public async Task InitializeAsync()
        {
            Session = await SessionFixture.StartAsync();
            Session.Open();
            Session.Host.Store.Written = (key, _) => Written.Add(key);
            using var bench = new Workbench();
            await Session.Discord.CommandsAsync([.. bench.Set.Catalog.All.Select(command => command.Name)]);
            await Session.Discord.ConnectedAsync();
        }

        public async Task DisposeAsync() => await Session.DisposeAsync();

        /// <summary>Two people nobody has seen before, the second with these permissions.</summary>
        internal (Hands Anna, Hands Otto) NewGuild(long permissions)
        {
            var number = ++_guilds;
            var guild = Session.Discord.AddGuild($"Painters {number}");
            var channel = guild.AddChannel("general");
            return (guild.AddMember($"anna{number}").In(channel),
                guild.AddMember($"otto{number}", guild.AddRole("owners", permissions)).In(channel));
        }
    }
}
