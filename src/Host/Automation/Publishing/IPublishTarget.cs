using System.Text.Json;

namespace Atelier.Host.Automation.Publishing;

/// <summary>A place that pictures are published to. Found by its kind. Any implementation passes <c>PublishTargetCompliance</c>.</summary>
internal interface IPublishTarget
{
    /// <summary><c>folder</c>, <c>http</c>, <c>s3</c>, <c>git</c> or <c>webhook</c>.</summary>
    string Kind { get; }

    /// <summary>Says what is wrong with a target's settings, without reaching it.</summary>
    /// <param name="settings">The target as the recipe has it, a JSON object.</param>
    /// <returns>Each with the name of the setting and what would be right.</returns>
    IEnumerable<(string Field, string Problem)> Check(JsonElement settings);

    /// <summary>
    /// Publishes. Either all of it is there afterwards, or what was there before still is. Publishing the same publication again changes nothing.
    /// </summary>
    /// <exception cref="Runs.RunException">It could not be published; the message says why, without secrets.</exception>
    Task PublishAsync(Publication publication, JsonElement settings, CancellationToken cancellation);
}

/// <summary>Pictures that are published together under one name.</summary>
/// <param name="Name">The published name: lower-case letters, digits and dashes.</param>
/// <param name="Id">The id of the run that made it.</param>
/// <param name="Files">The first is the picture itself; the others are its other sizes and formats.</param>
/// <param name="Details">JSON that goes beside it: prompt, seed, model, scores, alternative text.</param>
internal sealed record Publication(string Name, string Id, DateTimeOffset At, IReadOnlyList<PublishedFile> Files, string Details);

/// <summary>One file of a publication.</summary>
/// <param name="Name">With its ending: <c>hero-1024.webp</c>.</param>
/// <param name="Type">Its media type.</param>
internal sealed record PublishedFile(string Name, string Type, int Width, int Height, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256, in lower-case hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Bytes.Span));
}
