using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.DiscordSimulator;
using Atelier.DiscordSimulator.Interactions;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Tests;
using Atelier.DiscordSimulator.Users;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making;

/// <summary>The whole bot and a Discord on a socket, which checks every call; the server alone is in memory.</summary>
public sealed class LocalConversationTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Commands =
    [
        "imagine", "variations", "upscale", "describe", "queue", "cancel", "settings", "styles", "schedule", "help", "Make again",
        "Show recipe", "Upscale",
    ];

    private readonly FakeFrontEndHost _host = new();
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private LocalDiscord _discord = null!;
    private Hands _anna = null!;

    public async Task InitializeAsync()
    {
        _discord = await LocalDiscord.StartAsync();
        var guild = _discord.AddGuild("Painters");
        _anna = guild.AddMember("anna").In(guild.AddChannel("general"));
        _host.Pictures.Files = id => [0x89, 0x50, 0x4E, 0x47, .. FakePictures.File(id)];
        await BeginAsync();
    }

    public async Task DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
        await _discord.DisposeAsync();
    }

    [Fact]
    public async Task From_a_wish_to_a_grid_and_on_through_every_button_and_a_restart()
    {
        var imagine = _anna.Slash("imagine", ("prompt", "a *fox* @everyone"), ("count", 4));
        await imagine.MessageAsync(message => message.Content.Contains("Waiting: yours is next", StringComparison.Ordinal));
        var job = _host.Queue.Begin(_host.Queue.Last.Id);
        _host.Queue.Progress(job.Id, new JobProgress("sample", 5, 20, 2.5, TimeSpan.FromSeconds(6)) { Preview = [0xFF, 0xD8, 0xFF] });
        var preview = await imagine.MessageAsync(message => message.Content.Contains("step 5 of 20 · 2.5 it/s", StringComparison.Ordinal));
        Assert.Equal("preview.jpg", Assert.Single(preview.Files).Name);
        _host.Queue.Succeed(job.Id);
        var grid = await imagine.MessageAsync(message => message.Buttons.Any(button => button.Label == "U1"));
        Assert.StartsWith("grid-", Assert.Single(grid.Attachments).Name, StringComparison.Ordinal);
        Assert.Empty(grid.Embeds);

        await EndAsync();
        await BeginAsync();
        var larger = await _anna.Press(grid, "U1").MessageAsync(message => message.Attachments.Count == 1);
        Assert.Contains(larger.Buttons, button => button.Label == "Upscale ×4");
        var varied = await MadeAsync(_anna.Press(grid, "V2"), jobs: 2);
        Assert.Contains("variations (subtle)", varied.Content, StringComparison.Ordinal);
        await MadeAsync(_anna.Press(grid, "Re-roll"), jobs: 3);

        var edit = _anna.Press(grid, "Edit prompt");
        await edit.ModalAsync();
        var edited = await MadeAsync(_anna.Submit(edit, ("prompt", "a red fox"), ("seed", "7")), jobs: 4);
        Assert.Contains("a red fox", edited.Content, StringComparison.Ordinal);
        Assert.Equal(7UL, _host.Queue.Last.Request.Seed);

        Assert.True((await _anna.Press(grid, "Recipe").MessageAsync()).IsEphemeral);
        var delete = _anna.Press(grid, "Delete");
        var asked = await delete.FollowUpAsync();
        Assert.True(asked.IsEphemeral);
        Assert.DoesNotContain(_anna.Sees, message => message.Id == grid.Id);
        await _anna.Press(asked, "Delete the pictures too").AnsweredAsync();
        Faithful.AssertSound(_discord);
    }

    [Fact]
    public async Task Cancelled_failed_and_refused()
    {
        var cancelled = _anna.Slash("imagine", ("prompt", "first"));
        var running = await cancelled.MessageAsync(message => message.Buttons.Any(button => button.Label == "Cancel"));
        _anna.Press(running, "Cancel");
        var end = await cancelled.MessageAsync(message => message.Content.Contains("Cancelled by", StringComparison.Ordinal));

        var failed = _anna.Press(end, "Try again");
        await failed.MessageAsync(message => message.Content.Contains("Waiting", StringComparison.Ordinal));
        _host.Queue.Fail(_host.Queue.Last.Id, "the model ran out of memory");
        await failed.MessageAsync(message => message.Content.Contains("The model ran out of memory.", StringComparison.Ordinal));

        _host.Queue.Refuses = new QueueRefusedException(QueueRefusal.Full, "the queue is full");
        var refused = _anna.Slash("imagine", ("prompt", "third"));
        var reason = await refused.FollowUpAsync();
        Assert.Equal(("The queue is full.", true), (reason.Content, reason.IsEphemeral));
        await refused.DeletedAsync();

        Assert.True((await _anna.Press(end, "Try again").FollowUpAsync()).IsEphemeral);
        Faithful.AssertSound(_discord);
    }

    /// <summary>Ends the job that an interaction brings, and returns its message.</summary>
    private async Task<ChatMessage> MadeAsync(UserInteraction interaction, int jobs)
    {
        await interaction.MessageAsync(message => message.Buttons.Any(button => button.Label == "Cancel"));
        Assert.Equal(jobs, _host.Queue.All.Count);
        _host.Queue.Succeed(_host.Queue.Last.Id);
        return await interaction.MessageAsync(message => message.Attachments.Count == 1);
    }

    private async Task BeginAsync()
    {
        var options = new DiscordOptions { ApiAddress = _discord.ApiAddress, Token = _discord.Token };
        _running = new DiscordSession(options, new HostInRealTime(_host)).RunAsync(_stop.Token);
        await _discord.ConnectedAsync();

        // All of them: a session that ends while it registers leaves the next one without knowing how many calls it has left.
        await _discord.CommandsAsync(Commands);
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
        await _discord.DisconnectedAsync();
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }
}
