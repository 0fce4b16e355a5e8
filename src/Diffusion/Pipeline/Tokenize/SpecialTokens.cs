using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>
/// The special tokens of a tokenizer, as <c>special_tokens_map.json</c> names them: each a string, or an object with <c>content</c>.
/// </summary>
/// <param name="Start">Starts a chunk. Default <c>&lt;|startoftext|&gt;</c>.</param>
/// <param name="End">Ends a chunk. Default <c>&lt;|endoftext|&gt;</c>.</param>
/// <param name="Unknown">Stands for bytes that the vocabulary lacks. Default <c>&lt;|endoftext|&gt;</c>.</param>
internal sealed record SpecialTokens(string Start, string End, string Unknown)
{
    private const string DefaultStart = "<|startoftext|>";
    private const string DefaultEnd = "<|endoftext|>";

    /// <summary>Reads the map; a folder without one has CLIP's own tokens.</summary>
    public static SpecialTokens Read(string path)
    {
        if (!File.Exists(path))
        {
            return new SpecialTokens(DefaultStart, DefaultEnd, DefaultEnd);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return new SpecialTokens(
                Text(json.RootElement, "bos_token") ?? DefaultStart,
                Text(json.RootElement, "eos_token") ?? DefaultEnd,
                Text(json.RootElement, "unk_token") ?? DefaultEnd);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CheckpointException($"{path} is not a map of special tokens: {exception.Message}", exception);
        }
    }

    private static string? Text(JsonElement map, string name)
    {
        if (!map.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = (value.ValueKind == JsonValueKind.Object ? value.GetProperty("content") : value).GetString();
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
