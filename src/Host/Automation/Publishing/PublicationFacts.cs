namespace Atelier.Host.Automation.Publishing;

/// <summary>A publication without its bytes.</summary>
/// <param name="Details">A JSON object.</param>
internal sealed record PublicationFacts(
    string Name, string Id, DateTimeOffset At, string Owner, string Alt, string Details, IReadOnlyList<FileFacts> Files);

/// <summary>A published file without its bytes.</summary>
/// <param name="Hash">SHA-256 of its bytes, in lower-case hexadecimal.</param>
internal sealed record FileFacts(string Name, string Type, int Width, int Height, long Bytes, string Hash, string Crop);
