using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline.Tokenize;

/// <summary>The strings of a <c>vocab.json</c> and their ids. Needed while loading only.</summary>
internal sealed class Vocabulary
{
    // Bytes of JSON that an entry of CLIP's vocabulary takes at the least: saves growing the table.
    private const int BytesPerEntry = 14;
    private const int LongestJoined = 1024;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    private Vocabulary(string path, Dictionary<string, int> ids)
    {
        Path = path;
        _ids = ids;
        _bySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Path { get; }

    public int Count => _ids.Count;

    public int LargestId { get; private init; }

    public static Vocabulary Read(string path)
    {
        var json = File.ReadAllBytes(path).AsSpan();
        json = json.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json;
        var ids = new Dictionary<string, int>(json.Length / BytesPerEntry, StringComparer.Ordinal);
        var largest = 0;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("it is not an object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var token = reader.GetString()!;
                reader.Read();
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var id) || id < 0)
                {
                    throw new JsonException($"the id of \"{token}\" is not a whole number from 0");
                }

                ids[token] = id;
                largest = Math.Max(largest, id);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new CheckpointException($"{path} is not a vocabulary of strings and their ids: {exception.Message}", exception);
        }

        return new Vocabulary(path, ids) { LargestId = largest };
    }

    public int? Find(ReadOnlySpan<char> token) => _bySpan.TryGetValue(token, out var id) ? id : null;

    public int? FindJoined(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length + right.Length > LongestJoined)
        {
            return null;
        }

        Span<char> joined = stackalloc char[left.Length + right.Length];
        left.CopyTo(joined);
        right.CopyTo(joined[left.Length..]);
        return Find(joined);
    }
}
