using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Reads the small JSON files beside weights, with a limit on each: whoever made the model made these too.</summary>
internal static class BoundedJson
{
    /// <summary>The limit for a configuration, in bytes.</summary>
    public const int ConfigBytes = 1 << 20;
    private const int MaxDepth = 16;

    /// <summary>Reads a file whose root is an object.</summary>
    /// <exception cref="CheckpointException">It is too large, not readable or not JSON.</exception>
    public static JsonElement Read(string path, string label, int maxBytes)
    {
        var bytes = Bytes(path, label, maxBytes);
        try
        {
            CheckTexts(bytes);
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw CheckpointException.Invalid(label, "must be a JSON object");
        }
        catch (JsonException e)
        {
            throw CheckpointException.Invalid(label, $"not JSON (line {e.LineNumber + 1})", e);
        }
        catch (InvalidOperationException e)
        {
            throw CheckpointException.Invalid(label, "holds text that is not Unicode", e);
        }
    }

    // A text that is not Unicode would only fail where it is used, if at all; here it fails once, with the file's name.
    private static void CheckTexts(byte[] bytes)
    {
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = json.GetString();
            }
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="CheckpointException">It is too large or not readable.</exception>
    public static byte[] Bytes(string path, string label, int maxBytes)
    {
        using var file = MappedFile.Open(path, label, 1);
        return file.Identity.Length <= maxBytes
            ? file.Bytes(0, file.Identity.Length).ToArray()
            : throw CheckpointException.Invalid(label, $"{file.Identity.Length} bytes; at most {maxBytes} are allowed");
    }
}
