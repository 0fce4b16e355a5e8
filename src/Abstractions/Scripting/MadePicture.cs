namespace Atelier.Scripting;

/// <summary>A picture that the server made and keeps.</summary>
/// <param name="format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
/// <param name="read">Fetches the file.</param>
/// <param name="files">Where <see cref="ScriptPicture.SaveAsync"/> writes.</param>
public sealed class MadePicture(string format, int width, int height, Func<Task<byte[]>> read, IScriptFiles files)
    : ScriptPicture(format, width, height, read, files)
{
    /// <summary>Its id, by which requests, the API and the page name it.</summary>
    public required string Id { get; init; }

    /// <summary>The job that made it.</summary>
    public required string JobId { get; init; }

    /// <summary>Its own seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What it was to show.</summary>
    public required string Prompt { get; init; }

    /// <summary>The model's name.</summary>
    public string? Model { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Width} x {Height}, seed {Seed})";
}
