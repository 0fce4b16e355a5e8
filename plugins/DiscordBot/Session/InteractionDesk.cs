using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>
/// Where interactions come in, over the gateway or HTTP: each is claimed once, however often it is delivered, and given to its handler.
/// Handlers run side by side, and whatever goes wrong the user is told.
/// </summary>
internal sealed class InteractionDesk(
    IReadOnlyList<IInteractionHandler> handlers, IDiscordApi api, IFrontEndStore store, TimeProvider time,
    Action<FrontEndLogLevel, string> log)
{
    private const int MostRecent = 4096;
    private const string Trouble =
        "Something went wrong here, and it is not your fault. Please try again; if it stays so, tell whoever runs me.";

    private static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _interrupt = new();
    private readonly Apology _apology = new(log);
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];
    private readonly HashSet<string> _recent = [];
    private readonly Queue<string> _order = new();
    private bool _isClosed;

    /// <summary>Takes an interaction in, and returns at once.</summary>
    /// <returns>False where nothing is taken in any more.</returns>
    public bool Take(Interaction interaction)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            if (IsNew(interaction.Id))
            {
                var context = new InteractionContext(interaction, api, time.GetUtcNow());
                var handling = Task.Run(() => HandleAsync(context), CancellationToken.None);
                _running.Add(handling);
                _ = ForgetAsync(handling);
            }

            return true;
        }
    }

    /// <summary>
    /// Takes nothing in any more, and waits for what runs. Most answers take less than a moment and are given; what takes longer is
    /// interrupted, since whoever types meanwhile waits for the next session.
    /// </summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        Task[] running;
        lock (_lock)
        {
            _isClosed = true;
            running = [.. _running];
        }

        var all = Task.WhenAll(running);
        await all.WaitAsync(Grace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _interrupt.CancelAsync();
        await all.WaitAsync(patience, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!all.IsCompleted)
        {
            log(FrontEndLogLevel.Warning,
                $"Discord: {running.Count(one => !one.IsCompleted)} interactions were still being answered at the end");
        }
    }

    private bool IsNew(string id)
    {
        if (!_recent.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > MostRecent)
        {
            _recent.Remove(_order.Dequeue());
        }

        return true;
    }

    private async Task ForgetAsync(Task handling)
    {
        await handling;
        lock (_lock)
        {
            _running.Remove(handling);
        }
    }

    private async Task HandleAsync(InteractionContext context)
    {
        var interaction = context.Interaction;
        try
        {
            // A completion does nothing that could be done twice, and comes with each key that is pressed: it is not written down.
            if (interaction.Type != InteractionType.Autocomplete
                && !await store.TryAddAsync($"interaction/{interaction.Id}", "", ClaimLasts, CancellationToken.None))
            {
                log(FrontEndLogLevel.Debug, $"Discord: {Name(interaction)} was delivered again");
                return;
            }

            var handler = handlers.FirstOrDefault(one => one.Takes(interaction))
                ?? throw new Refusal("I do not know that one. It may be from an earlier version of me: please use the command anew.");
            await WatchAsync(context, handler.HandleAsync(context, _interrupt.Token));
        }
        catch (Refusal refusal)
        {
            await _apology.TellAsync(context, refusal.Message, CancellationToken.None);
        }
        catch (OperationCanceledException) when (_interrupt.IsCancellationRequested)
        {
            await _apology.TellAsync(context, "I am being restarted. Please try again in a moment.", CancellationToken.None);
        }
        catch (DiscordException exception) when (exception.Code == DiscordError.UnknownInteraction)
        {
            // Discord delivers again what a lost connection held back; nobody waits for it any more.
            log(FrontEndLogLevel.Information, $"Discord: {Name(interaction)} came too late to be answered");
        }
        catch (Exception exception)
        {
            log(FrontEndLogLevel.Error,
                $"Discord: {Name(interaction)} failed: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
            await _apology.TellAsync(context, Trouble, CancellationToken.None);
        }
    }

    private async Task WatchAsync(InteractionContext context, Task work)
    {
        await work.WaitAsync(LateAfter, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!work.IsCompleted && context.Answered is null)
        {
            log(FrontEndLogLevel.Warning,
                $"Discord: {Name(context.Interaction)} has no answer after {LateAfter.TotalSeconds} s; Discord gives up after 3 s");
        }

        await work;
    }

    private static string Name(Interaction interaction) => interaction.Type switch
    {
        InteractionType.Command => $"the command {interaction.Data?.Name} ({interaction.Id})",
        InteractionType.Autocomplete => $"the completion of {interaction.Data?.Name} ({interaction.Id})",
        InteractionType.Component => $"the button {interaction.Data?.CustomId} ({interaction.Id})",
        InteractionType.Modal => $"the window {interaction.Data?.CustomId} ({interaction.Id})",
        _ => $"an interaction ({interaction.Id})",
    };
}
