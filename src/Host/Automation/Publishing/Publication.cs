using System.Security.Cryptography;

namespace Atelier.Host.Automation.Publishing;

/// <summary>Pictures that are published together under one name.</summary>
/// <param name="Name">The published name: lower-case letters, digits and dashes.</param>
/// <param name="Id">The id of the run that made it: its version.</param>
/// <param name="Files">The first is the picture itself; the others are its other sizes and formats.</param>
/// <param name="Details">A JSON object that goes beside it, for all to read: prompt, seed, model, scores.</param>
internal sealed record Publication(string Name, string Id, DateTimeOffset At, IReadOnlyList<PublishedFile> Files, string Details)
{
    /// <summary>Alternative text, for those who do not see the picture.</summary>
    public string Alt { get; init; } = "";

    /// <summary>Whose it is.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Where targets before this one put it; what a webhook tells.</summary>
    public IReadOnlyList<PublishedPlace> Places { get; init; } = [];

    /// <summary>What was published under the name before, newest first; empty where an earlier one is shown again.</summary>
    public IReadOnlyList<PublicationFacts> Earlier { get; init; } = [];

    /// <summary>All but the bytes.</summary>
    public PublicationFacts Facts() => new(Name, Id, At, Owner, Alt, Details, [.. Files.Select(file => file.Facts())]);
}

/// <summary>One file of a publication.</summary>
/// <param name="Name">With its ending, one of a kind in its publication: <c>hero-1024.webp</c>.</param>
/// <param name="Type">Its media type.</param>
internal sealed record PublishedFile(string Name, string Type, int Width, int Height, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>
    /// The named size that it is cut to, such as <c>wide</c>: files of one crop show the same at several widths and in several formats.
    /// </summary>
    public string Crop { get; init; } = "";

    /// <summary>SHA-256, in lower-case hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    public FileFacts Facts() => new(Name, Type, Width, Height, Bytes.Length, Hash, Crop);
}
