using System.Collections.Concurrent;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public sealed class InteractionDeskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualTime _time = new();
    private readonly FakeDiscordApi _api = new();
    private readonly FakeStore _store;
    private readonly ConcurrentQueue<(FrontEndLogLevel Level, string Message)> _log = new();

    public InteractionDeskTests() => _store = new FakeStore(_time);

    [Fact]
    public async Task The_handler_that_takes_it_answers()
    {
        var desk = Desk(
            new Handler((_, _) => throw new InvalidOperationException("not mine"), _ => false),
            new Handler((context, stop) => context.SayAsync("hello", stop), interaction => interaction.Data!.Name == "imagine"));

        Assert.True(desk.Take(Some.Command("imagine")));

        Assert.Equal("hello", (await _api.WaitForAsync(call => call.Kind == DiscordCallKind.Respond)).Body!.Content);
    }

    [Fact]
    public async Task An_interaction_that_is_delivered_twice_is_answered_once()
    {
        var answered = 0;
        var handler = new Handler((context, stop) =>
        {
            Interlocked.Increment(ref answered);
            return context.SayAsync("hello", stop);
        });
        var (desk, afterRestart) = (Desk(handler), Desk(handler));
        var interaction = Some.Command("imagine");

        desk.Take(interaction);
        desk.Take(interaction);
        await desk.CloseAsync(Patience);
        afterRestart.Take(interaction);
        await afterRestart.CloseAsync(Patience);

        Assert.Equal((1, 1), (answered, _api.Calls.Count));
    }

    [Fact]
    public async Task Of_two_servers_with_one_store_one_answers()
    {
        var handler = new Handler((context, stop) => context.SayAsync("hello", stop));
        var desks = Enumerable.Range(0, 4).Select(_ => Desk(handler)).ToArray();
        var interaction = Some.Command("imagine");

        Parallel.ForEach(desks, desk => desk.Take(interaction));
        await Task.WhenAll(desks.Select(desk => desk.CloseAsync(Patience)));

        Assert.Single(_api.Calls);
    }

    [Fact]
    public async Task Completions_are_not_written_down()
    {
        var desk = Desk(new Handler((context, stop) => context.RespondAsync(new InteractionResponse.Choices([]), stop)));

        desk.Take(Some.Completion("imagine"));
        await desk.CloseAsync(Patience);

        Assert.Single(_api.Calls);
        Assert.Empty(await _store.ListAsync(""));
    }

    [Fact]
    public async Task One_that_is_slow_does_not_hold_up_the_others()
    {
        var release = new TaskCompletionSource();
        var desk = Desk(new Handler(async (context, stop) =>
        {
            if (context.Interaction.Data!.Name == "slow")
            {
                await release.Task;
            }

            await context.SayAsync(context.Interaction.Data.Name!, stop);
        }));

        desk.Take(Some.Command("slow"));
        desk.Take(Some.Command("quick"));

        await _api.WaitForAsync(call => call.Body?.Content == "quick");
        release.SetResult();
        await _api.WaitForAsync(call => call.Body?.Content == "slow");
    }

    [Fact]
    public async Task A_refusal_before_any_answer_is_told_to_the_user_alone()
    {
        await TakeAsync((_, _) => throw new Refusal("Not today."));

        Assert.Equal(
            (DiscordCallKind.Respond, "Not today.", (int?)MessageFlags.Ephemeral),
            (_api.Last.Kind, _api.Last.Body!.Content, _api.Last.Body.Flags));
    }

    [Fact]
    public async Task A_refusal_after_a_public_deferral_takes_the_deferred_message_away_first()
    {
        await TakeAsync(async (context, stop) =>
        {
            await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), stop);
            throw new Refusal("Not today.");
        });

        Assert.Equal(
            [DiscordCallKind.Respond, DiscordCallKind.DeleteOriginal, DiscordCallKind.FollowUp], _api.Calls.Select(call => call.Kind));
        Assert.Equal(("Not today.", (int?)MessageFlags.Ephemeral), (_api.Last.Body!.Content, _api.Last.Body.Flags));
    }

    [Fact]
    public async Task A_refusal_after_a_private_deferral_becomes_its_message()
    {
        await TakeAsync(async (context, stop) =>
        {
            await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: true), stop);
            throw new Refusal("Not today.");
        });

        Assert.Equal((DiscordCallKind.EditOriginal, "Not today."), (_api.Last.Kind, _api.Last.Body!.Content));
    }

    [Fact]
    public async Task A_refusal_of_a_button_leaves_its_message_as_it_is()
    {
        await TakeAsync(async (context, stop) =>
        {
            await context.RespondAsync(new InteractionResponse.DeferUpdate(), stop);
            throw new Refusal("Not yours.");
        });

        Assert.Equal((DiscordCallKind.FollowUp, (int?)MessageFlags.Ephemeral), (_api.Last.Kind, _api.Last.Body!.Flags));
    }

    [Fact]
    public async Task Any_other_failure_is_a_kind_sentence_and_a_line_in_the_log()
    {
        await TakeAsync((_, _) => throw new InvalidOperationException("the drawer is\nstuck"));

        Assert.Contains("not your fault", _api.Last.Body!.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("drawer", _api.Last.Body.Content, StringComparison.Ordinal);
        var (level, message) = Assert.Single(_log);
        Assert.Equal(FrontEndLogLevel.Error, level);
        Assert.Contains("imagine", message, StringComparison.Ordinal);
        Assert.Contains("the drawer is stuck", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_completion_that_fails_offers_nothing()
    {
        var desk = Desk(new Handler((_, _) => throw new InvalidOperationException("stuck")));

        desk.Take(Some.Completion("imagine"));
        await desk.CloseAsync(Patience);

        Assert.Empty(((InteractionResponse.Choices)_api.Last.Response!).All);
    }

    [Fact]
    public async Task What_nobody_takes_is_told_kindly()
    {
        var desk = Desk();

        desk.Take(Some.Press("v0|what", new Message("9", Some.ChannelId)));
        await desk.CloseAsync(Patience);

        Assert.Equal((int?)MessageFlags.Ephemeral, _api.Last.Body!.Flags);
        Assert.Contains("earlier version", _api.Last.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_comes_too_late_is_noted_and_no_error()
    {
        _api.Fails = _ => new DiscordException(404, DiscordError.UnknownInteraction, "Unknown interaction");

        await TakeAsync((context, stop) => context.RespondAsync(new InteractionResponse.Defer(false), stop));

        Assert.Equal(FrontEndLogLevel.Information, Assert.Single(_log).Level);
        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task Nothing_that_Discord_refuses_ends_the_desk()
    {
        _api.Fails = _ => new DiscordException(500, 0, "no");
        await TakeAsync((_, _) => throw new Refusal("Not today."));
        _api.Fails = _ => null;

        await TakeAsync((_, _) => throw new Refusal("Not now."));

        Assert.Equal("Not now.", _api.Last.Body!.Content);
    }

    [Fact]
    public async Task A_handler_that_has_not_answered_in_time_is_named_in_the_log()
    {
        var release = new TaskCompletionSource();
        var desk = Desk(new Handler((_, _) => release.Task));
        desk.Take(Some.Command("imagine"));

        await _time.UntilAsync(() => !_log.IsEmpty);

        Assert.Contains("imagine", Assert.Single(_log).Message, StringComparison.Ordinal);
        Assert.Equal(FrontEndLogLevel.Warning, _log.First().Level);
        release.SetResult();
        await desk.CloseAsync(Patience);
    }

    [Fact]
    public async Task At_the_end_nothing_is_taken_in_and_what_takes_a_moment_is_answered()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var desk = Desk(new Handler(async (context, stop) =>
        {
            begun.SetResult();
            await release.Task;
            await context.SayAsync("done", stop);
        }));
        desk.Take(Some.Command("imagine"));
        await begun.Task.WaitAsync(Patience);

        var closing = desk.CloseAsync(TimeSpan.FromSeconds(6));

        Assert.False(desk.Take(Some.Command("imagine")));
        Assert.False(closing.IsCompleted);
        release.SetResult();
        await closing.WaitAsync(Patience);
        Assert.Equal("done", Assert.Single(_api.Calls).Body!.Content);
    }

    [Fact]
    public async Task At_the_end_what_takes_longer_is_interrupted_and_its_user_told_to_try_again()
    {
        var begun = new TaskCompletionSource();
        var desk = Desk(new Handler(async (_, stop) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        }));
        desk.Take(Some.Command("imagine"));
        await begun.Task.WaitAsync(Patience);

        await _time.UntilAsync(desk.CloseAsync(TimeSpan.FromSeconds(6)));

        Assert.Contains("restarted", _api.Last.Body!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_end_an_answer_that_is_under_way_is_finished()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _api.Delays = _ =>
        {
            begun.TrySetResult();
            return release.Task;
        };
        var interrupted = new TaskCompletionSource();
        var desk = Desk(new Handler(async (context, stop) =>
        {
            using var _ = stop.Register(interrupted.SetResult);
            await context.SayAsync("hello", stop);
        }));
        desk.Take(Some.Command("imagine"));
        await begun.Task.WaitAsync(Patience);

        var closing = desk.CloseAsync(TimeSpan.FromSeconds(6));
        await _time.UntilAsync(interrupted.Task);
        release.SetResult();
        await closing.WaitAsync(Patience);

        Assert.Equal("hello", Assert.Single(_api.Calls).Body!.Content);
    }

    [Fact]
    public async Task At_the_end_what_does_not_return_is_left_after_a_while_and_named()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var desk = Desk(new Handler((_, _) =>
        {
            begun.SetResult();
            return release.Task;
        }));
        desk.Take(Some.Command("imagine"));
        await begun.Task.WaitAsync(Patience);

        await _time.UntilAsync(desk.CloseAsync(TimeSpan.FromSeconds(6)));

        Assert.Contains(_log, line => line.Message.Contains("1 interactions were still", StringComparison.Ordinal));
        release.SetResult();
    }

    private InteractionDesk Desk(params IInteractionHandler[] handlers) =>
        new(handlers, _api, _store, _time, (level, message) => _log.Enqueue((level, message)));

    private async Task TakeAsync(Func<InteractionContext, CancellationToken, Task> answer)
    {
        var desk = Desk(new Handler(answer));
        desk.Take(Some.Command("imagine"));
        await desk.CloseAsync(Patience);
    }

    private sealed class Handler(Func<InteractionContext, CancellationToken, Task> answer, Func<Interaction, bool>? takes = null)
        : IInteractionHandler
    {
        public bool Takes(Interaction interaction) => takes?.Invoke(interaction) ?? true;

        public Task HandleAsync(InteractionContext context, CancellationToken stop) => answer(context, stop);
    }
}
