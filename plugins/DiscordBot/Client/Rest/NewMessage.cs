using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>A message of the bot's, as it is sent into a channel.</summary>
/// <param name="Nonce">For some minutes Discord answers a second message of the same nonce with the first, so that sending may be tried
/// again.</param>
internal sealed record NewMessage(
    string? Content, IReadOnlyList<Embed>? Embeds, IReadOnlyList<ActionRow>? Components, IReadOnlyList<AttachmentNote>? Attachments,
    int? Flags,
    AllowedMentions AllowedMentions, string Nonce, bool EnforceNonce = true)
{
    public static NewMessage Of(MessageBody body, string nonce) =>
        new(body.Content, body.Embeds, body.Components, body.Attachments, body.Flags, body.AllowedMentions, nonce);
}
