namespace Atelier.DiscordSimulator.Messages;

/// <summary>A file that somebody attached.</summary>
/// <param name="Width">Of a picture.</param>
/// <param name="Embedded">Shown by an embed, so that it does not stand among the message's attachments.</param>
internal sealed record StoredFile(
    string Id, string Name, string ContentType, byte[] Content, string Path, string? Description = null, int? Width = null,
    int? Height = null,
    bool Embedded = false)
{
    /// <summary>Hidden until somebody looks.</summary>
    public bool IsSpoiler => Name.StartsWith("SPOILER_", StringComparison.Ordinal);
}
