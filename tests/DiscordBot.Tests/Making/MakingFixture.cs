using System.Diagnostics;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Making;

/// <summary>
/// A session that makes pictures, on a server and a Discord in memory. All that it asked of Discord is held to Discord's limits.
/// </summary>
internal sealed class MakingFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public MakingFixture()
    {
        Begin();
    }

    public FakeFrontEndHost Host { get; } = new();

    public FakeDiscordApi Api { get; } = new();

    public FakeRules Rules { get; } = new();

    public MakingHandlers Making { get; private set; } = null!;

    public static PictureWish Wish(string prompt = "a lighthouse", int count = 1) =>
        new(new GenerationRequest { Prompt = prompt, Count = count }, "imagine");

    /// <summary>Asks for pictures, and comes back when they are queued.</summary>
    public async Task<(Interaction Interaction, Job Job)> ImagineAsync(PictureWish? wish = null, Interaction? interaction = null)
    {
        interaction ??= Some.Command("imagine");
        await Making.Maker.MakeAsync(Context(interaction), wish ?? Wish(), CancellationToken.None);
        return (interaction, Host.Queue.Last);
    }

    /// <summary>The same, when the answer shows the job, which runs.</summary>
    public async Task<(Interaction Interaction, Job Job)> RunningAsync(PictureWish? wish = null, Interaction? interaction = null)
    {
        (interaction, var job) = await ImagineAsync(wish, interaction);
        await UntilAsync(() => EditsOf(interaction).Count > 0);
        return (interaction, Host.Queue.Begin(job.Id));
    }

    /// <summary>A message with pictures, as it is when all is done.</summary>
    public async Task<(Message Message, Job Job)> MadeAsync(string prompt = "a lighthouse", int count = 1)
    {
        var (interaction, job) = await ImagineAsync(Wish(prompt, count));
        Host.Queue.Begin(job.Id);
        Host.Queue.Succeed(job.Id);
        var call = await EndAsync(interaction);
        return (MessageOf(call), Host.Queue.All.Single(one => one.Id == job.Id));
    }

    /// <summary>Presses the button of this label.</summary>
    public Task<InteractionContext> PressAsync(Message message, string label, string userId = Some.UserId, string permissions = "0")
    {
        var button = message.Components!.SelectMany(row => row.Components).Single(button => button.Label == label);
        return HandleAsync(Some.Press(button.CustomId!, message).By(userId, permissions));
    }

    public Task<InteractionContext> PressAsync(ButtonId id, string userId = Some.UserId) =>
        HandleAsync(Some.Press(id.ToString(), new Message("1", Some.ChannelId)).By(userId));

    /// <summary>Has the one handler that takes it answer.</summary>
    public async Task<InteractionContext> HandleAsync(Interaction interaction)
    {
        var context = Context(interaction);
        await Assert.Single(Making.All, handler => handler.Takes(interaction)).HandleAsync(context, CancellationToken.None);
        return context;
    }

    public InteractionContext Context(Interaction interaction) => Some.Context(interaction, Api, Host.Time);

    public static Message MessageOf(DiscordCall call) => new(
        "6000000000000000006", Some.ChannelId, call.Body?.Content ?? "",
        Attachments: [.. call.Files.Select(
            file => new Attachment("7", file.Name, file.Content.Length, "https://cdn.example/" + file.Name))],
        Components: call.Body?.Components);

    /// <summary>What Discord was asked for one interaction, in order.</summary>
    public IReadOnlyList<DiscordCall> CallsOf(Interaction interaction) => [.. Api.Calls.Where(call => call.Token == interaction.Token)];

    public IReadOnlyList<DiscordCall> EditsOf(Interaction interaction) =>
        [.. CallsOf(interaction).Where(call => call.Kind == DiscordCallKind.EditOriginal)];

    /// <summary>Lets time pass until nothing of the interaction is followed any more, and returns the last change of its answer.</summary>
    public async Task<DiscordCall> EndAsync(Interaction interaction)
    {
        await UntilAsync(async () => await KeptAsync(interaction) is null);
        return EditsOf(interaction)[^1];
    }

    /// <summary>What is kept of it, to go on with; null where nothing is.</summary>
    public Task<string?> KeptAsync(Interaction interaction) => Host.Store.GetAsync("following/" + interaction.Id);

    /// <summary>Lets time pass, while somebody waits for it, until something is so.</summary>
    public Task UntilAsync(Func<bool> isSo, double step = 0.25) => UntilAsync(() => Task.FromResult(isSo()), step);

    public async Task UntilAsync(Func<Task<bool>> isSo, double step = 0.25)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, "it never came to that");
            if (Host.Clock.Waits)
            {
                Host.Clock.Pass(step);
            }

            // Whoever the time rang for needs a thread.
            await Task.Delay(1);
        }
    }

    /// <summary>Ends the session as the server does, and begins another.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        Begin();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    public void Begin()
    {
        Making = MakingHandlers.Of(Host, Api, Rules);
        _running = Making.Follower.RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        Assert.All(Api.Calls, call => DiscordLimits.Check(call));
    }
}
