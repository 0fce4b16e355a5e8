using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Interactions;

/// <summary>An interaction and the ways to answer it. Claimed once, however often Discord delivered it.</summary>
/// <param name="received">When it came.</param>
internal sealed class InteractionContext(Interaction interaction, IDiscordApi api, DateTimeOffset received)
{
    public Interaction Interaction { get; } = interaction;

    public IDiscordApi Api { get; } = api;

    public DateTimeOffset Received { get; } = received;

    /// <summary>Who did it.</summary>
    public User User => Interaction.Member?.User ?? Interaction.User!;

    /// <summary>What the queue calls them.</summary>
    public string Owner => "discord:" + User.Id;

    /// <summary>The roles they have here.</summary>
    public IReadOnlyList<string> Roles => Interaction.Member?.Roles ?? [];

    /// <summary>What has been answered first; null until then.</summary>
    public InteractionResponse? Answered { get; private set; }

    public async Task RespondAsync(InteractionResponse response, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // Once under way it may have arrived: broken off, nobody would know what the user sees. It ends by itself soon.
        await Api.RespondAsync(Interaction, response, CancellationToken.None);
        Answered = response;
    }

    /// <summary>Answers with a few words for the user alone, or for all.</summary>
    public Task SayAsync(string text, CancellationToken cancellation, bool ephemeral = true) =>
        SayAsync(new MessageBody(text, Flags: ephemeral ? MessageFlags.Ephemeral : null), cancellation);

    /// <summary>Answers with a message: the first answer, or what a deferred one becomes.</summary>
    public Task SayAsync(MessageBody body, CancellationToken cancellation) => Answered switch
    {
        null => RespondAsync(new InteractionResponse.Reply(body, []), cancellation),
        InteractionResponse.Defer =>
            Api.EditOriginalAsync(Interaction.ApplicationId, Interaction.Token, body with { Flags = null }, [], cancellation),
        _ => Api.FollowUpAsync(Interaction.ApplicationId, Interaction.Token, body, [], cancellation),
    };
}
