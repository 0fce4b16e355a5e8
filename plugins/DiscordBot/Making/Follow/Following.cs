using Atelier.DiscordBot.Interactions;
using Atelier.Generation;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>A message that becomes pictures, as the store keeps it from before its job is queued until they are shown.</summary>
/// <param name="Id">The interaction's: also the job's idempotency key.</param>
/// <param name="Token">The interaction's, by which its answer is changed for 15 minutes.</param>
/// <param name="Received">When the interaction came.</param>
/// <param name="GuildId">Null in a direct message.</param>
/// <param name="UserId">Who asked.</param>
/// <param name="Title">What the message says above.</param>
/// <param name="Spoiler">Whether pictures are hidden until looked at.</param>
/// <param name="SizeLimit">Bytes a file of the answer may have.</param>
/// <param name="AdmissionId">What the rules count until it is over.</param>
internal sealed record Following(
    string Id, string ApplicationId, string Token, DateTimeOffset Received, string ChannelId, string? GuildId, string UserId, string Title,
    bool Spoiler,
    long SizeLimit, string AdmissionId)
{
    /// <summary>What a file may have where Discord does not say.</summary>
    public const long UsualSizeLimit = 10 * 1024 * 1024;

    // A whole request has 25 MiB.
    private const long LargestSizeLimit = 24 * 1024 * 1024;

    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(60);

    /// <summary>What is to be queued; null once it is, and where a picture is enlarged.</summary>
    public GenerationRequest? Request { get; init; }

    public int Priority { get; init; }

    /// <summary>Null until it is queued.</summary>
    public string? JobId { get; init; }

    /// <summary>The picture that is enlarged, instead of a job.</summary>
    public Enlarging? Enlarging { get; init; }

    /// <summary>The answer's message; null until it was changed once.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether the answer says that the pictures come as another message.</summary>
    public bool HandedOver { get; init; }

    /// <summary>From then on the answer is left as it is: the token ends soon.</summary>
    public DateTimeOffset HandOverAt => TokenEndsAt - Reserve;

    public DateTimeOffset TokenEndsAt => Received + TokenLife;

    public string Owner => "discord:" + UserId;

    public static Following Of(InteractionContext context, string title, bool spoiler, string admissionId) => new(
        context.Interaction.Id, context.Interaction.ApplicationId, context.Interaction.Token, context.Received,
        context.Interaction.ChannelId ?? context.Interaction.Channel?.Id ?? "", context.Interaction.GuildId, context.User.Id, title,
        spoiler,
        Math.Min(context.Interaction.AttachmentSizeLimit ?? UsualSizeLimit, LargestSizeLimit), admissionId);
}

/// <summary>A picture that is made larger.</summary>
internal sealed record Enlarging(string PictureId, int Scale);
