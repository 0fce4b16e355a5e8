using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Guilds;
using Atelier.DiscordSimulator.Messages;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>Something that somebody did, and what the bot made of it. The waits end at once where it has happened already.</summary>
internal sealed class UserInteraction(DiscordState state, string id, string token, InteractionKind kind, ChatUser user, Channel channel)
    : IDisposable
{
    private readonly List<string> _followUps = [];
    private ITimer? _deadline;

    public string Id => id;

    public string Token => token;

    public InteractionKind Kind => kind;

    public ChatUser User => user;

    public Channel Channel => channel;

    public DateTimeOffset Began { get; } = state.Time.GetUtcNow();

    /// <summary>Of a command: 1 slash, 3 about a message.</summary>
    public int CommandType { get; init; }

    /// <summary>The command, or the component's id.</summary>
    public required string Name { get; init; }

    /// <summary>The message whose component was used.</summary>
    public string? SourceMessageId { get; init; }

    /// <summary>What opened the window that was filled in.</summary>
    public UserInteraction? Before { get; init; }

    /// <summary>What the bot is told.</summary>
    public JsonObject Payload { get; set; } = [];

    /// <summary>The first answer; null until then.</summary>
    public AnswerKind? Answer { get; private set; }

    /// <summary>How long the first answer took.</summary>
    public TimeSpan? AnsweredAfter { get; private set; }

    /// <summary>Nobody answered in time: the user reads that the application did not respond.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether what comes is for this user alone.</summary>
    public bool IsEphemeral { get; set; }

    public string? OriginalId { get; set; }

    /// <summary>Names and values that complete an option.</summary>
    public IReadOnlyList<(string Name, JsonElement Value)>? Choices { get; set; }

    public OpenModal? Modal { get; set; }

    /// <summary>Ids of further answers.</summary>
    public IReadOnlyList<string> FollowUps => _followUps;

    public bool IsExpired => state.Time.GetUtcNow() - Began >= state.Options.TokenLasts;

    /// <summary>The first answer's message as it is now; null where there is none.</summary>
    public ChatMessage? Message
    {
        get
        {
            lock (state.Gate)
            {
                return OriginalId is { } original ? state.Messages.Find(original) : null;
            }
        }
    }

    public void StartClock() =>
        _deadline = state.Time.CreateTimer(_ => GiveUp(), null, state.Options.AnswerWithin, Timeout.InfiniteTimeSpan);

    /// <summary>Takes the first answer.</summary>
    /// <returns>False where there was one.</returns>
    public bool TryAnswer(AnswerKind answer)
    {
        if (Answer is not null)
        {
            return false;
        }

        Answer = answer;
        AnsweredAfter = state.Time.GetUtcNow() - Began;
        _deadline?.Dispose();
        return true;
    }

    public void AddFollowUp(string messageId) => _followUps.Add(messageId);

    /// <summary>Waits for the first answer, whatever it is.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public Task<UserInteraction> AnsweredAsync() =>
        state.Changes.WaitAsync(() => Answer is null ? null : this, $"an answer to {Describe()}");

    /// <summary>Waits until the bot has said that it needs longer.</summary>
    public Task<UserInteraction> DeferredAsync() =>
        state.Changes.WaitAsync(
            () => Answer is AnswerKind.DeferredMessage or AnswerKind.DeferredUpdate ? this : null, $"the deferral of {Describe()}");

    /// <summary>Waits for the first answer's message to be so, or finds that it once was.</summary>
    public Task<ChatMessage> MessageAsync(Func<ChatMessage, bool>? isSo = null) =>
        state.Changes.WaitAsync(() => OriginalId is { } original ? Pick(original, isSo) : null, $"a message that answers {Describe()}");

    /// <summary>Waits for a further answer to be so.</summary>
    public Task<ChatMessage> FollowUpAsync(Func<ChatMessage, bool>? isSo = null) =>
        state.Changes.WaitAsync(
            () => _followUps.Select(followUp => Pick(followUp, isSo)).FirstOrDefault(found => found is not null), $"more on {Describe()}");

    /// <summary>Waits until the first answer's message was deleted.</summary>
    public Task<UserInteraction> DeletedAsync() =>
        state.Changes.WaitAsync(
            () => OriginalId is { } original && state.Messages.IsDeleted(original) ? this : null, $"the answer to {Describe()} to go");

    /// <summary>Waits until nobody has answered in time.</summary>
    public Task<UserInteraction> FailedAsync() => state.Changes.WaitAsync(() => HasFailed ? this : null, $"{Describe()} to fail");

    public async Task<IReadOnlyList<string>> ChoicesAsync()
    {
        var answered = await state.Changes.WaitAsync(() => Choices is null ? null : this, $"choices for {Describe()}");
        return [.. answered.Choices!.Select(choice => choice.Name)];
    }

    public Task<OpenModal> ModalAsync() => state.Changes.WaitAsync(() => Modal, $"a window for {Describe()}");

    public void Dispose() => _deadline?.Dispose();

    private ChatMessage? Pick(string messageId, Func<ChatMessage, bool>? isSo) =>
        state.Messages.VersionsOf(messageId).LastOrDefault(version => !version.IsThinking && (isSo is null || isSo(version)));

    private string Describe() =>
        $"{Name} of {user.Name} ({id}), {(HasFailed ? "which failed" : $"answered by {Answer?.ToString() ?? "nothing"}")}";

    private void GiveUp()
    {
        lock (state.Gate)
        {
            HasFailed = Answer is null;
            state.Interactions.Tell(this);
        }
    }
}
