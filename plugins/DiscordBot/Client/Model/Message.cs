namespace Atelier.DiscordBot.Client.Model;

/// <summary>A message as Discord shows it.</summary>
internal sealed record Message(
    string Id, string ChannelId, string Content = "", User? Author = null, IReadOnlyList<Attachment>? Attachments = null,
    IReadOnlyList<Embed>? Embeds = null,
    int? Flags = null, IReadOnlyList<ActionRow>? Components = null);

/// <summary>A message to be sent or changed. A null field is left as it is.</summary>
/// <param name="Content">At most 2000 characters.</param>
/// <param name="Embeds">At most 10.</param>
/// <param name="Components">At most 5 rows.</param>
/// <param name="Attachments">Of a message that is changed: every one that stays; new ones by their place among the files.</param>
/// <param name="Flags"><see cref="MessageFlags"/>.</param>
/// <param name="Nonce">Of a message that is sent into a channel: at most 25 characters that make it the same one if it is sent again
/// soon.</param>
/// <param name="EnforceNonce">Whether Discord holds to the nonce.</param>
internal sealed record MessageBody(
    string? Content = null, IReadOnlyList<Embed>? Embeds = null, IReadOnlyList<ActionRow>? Components = null,
    IReadOnlyList<AttachmentNote>? Attachments = null, int? Flags = null, string? Nonce = null, bool? EnforceNonce = null)
{
    /// <summary>Nobody is ever called by what a prompt says.</summary>
    public AllowedMentions AllowedMentions { get; } = new([]);
}

internal sealed record AllowedMentions(IReadOnlyList<string> Parse);

internal static class MessageFlags
{
    public const int Ephemeral = 64;
}

/// <param name="Id">Of one that is there its id, of a new one its place among the files.</param>
internal sealed record AttachmentNote(string Id, string? Filename = null, string? Description = null);

/// <summary>A file to be sent.</summary>
/// <param name="Name">What it is called; <c>SPOILER_</c> before it hides it until somebody looks.</param>
internal sealed record DiscordFile(string Name, string ContentType, byte[] Content);

/// <param name="Color">0xRRGGBB.</param>
internal sealed record Embed(
    string? Title = null, string? Description = null, int? Color = null, IReadOnlyList<EmbedField>? Fields = null,
    EmbedFooter? Footer = null,
    EmbedImage? Image = null, string? Url = null);

internal sealed record EmbedField(string Name, string Value, bool Inline = false);

internal sealed record EmbedFooter(string Text);

/// <param name="Url">An address, or <c>attachment://NAME</c>.</param>
internal sealed record EmbedImage(string Url);
