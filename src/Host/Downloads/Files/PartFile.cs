using System.Net.Http.Headers;
using System.Text.Json;

namespace Atelier.Host.Downloads;

/// <summary>
/// A file on its way: <c>NAME.part</c> with the bytes so far, and <c>NAME.part.json</c> with what the server called them (its ETag or
/// date), so that it can be asked for the rest of the same file only.
/// </summary>
/// <param name="path">Where the whole file will lie.</param>
internal sealed class PartFile(string path)
{
    public string Path { get; } = path + ".part";

    private string StatePath => Path + ".json";

    /// <summary>Bytes that are there.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// What the server must still have for the rest to fit; null where it gave neither an ETag nor a date that can be relied on.
    /// </summary>
    public RangeConditionHeaderValue? Condition()
    {
        try
        {
            var state = File.Exists(StatePath) ? JsonSerializer.Deserialize<State>(File.ReadAllBytes(StatePath)) : null;
            return state?.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed) && !parsed.IsWeak
                ? new RangeConditionHeaderValue(parsed)
                : state?.LastModified is { } date ? new RangeConditionHeaderValue(date)
                : null;
        }
        catch (JsonException)
        {
            // A power cut may leave half of it; then the server is asked without it, and the hash decides.
            return null;
        }
    }

    /// <summary>Opens the file to go on behind the bytes that are there, or to begin again.</summary>
    public FileStream Open(bool append, HttpResponseMessage response)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (!append)
        {
            var state = new State(response.Headers.ETag?.ToString(), response.Content.Headers.LastModified);
            File.WriteAllBytes(StatePath, JsonSerializer.SerializeToUtf8Bytes(state));
        }

        return new FileStream(
            Path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, 1, FileOptions.Asynchronous);
    }

    /// <summary>Gives the whole file its name, in one step.</summary>
    public void Finish(string path)
    {
        File.Move(Path, path, overwrite: true);
        File.Delete(StatePath);
    }

    /// <summary>Removes what is there.</summary>
    public void Remove()
    {
        File.Delete(Path);
        File.Delete(StatePath);
    }

    private sealed record State(string? ETag, DateTimeOffset? LastModified);
}
