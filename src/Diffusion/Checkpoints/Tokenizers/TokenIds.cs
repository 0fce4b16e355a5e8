using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The ids of the special tokens, from the vocabulary. The config.json's are not asked: transformers' old ones are wrong
/// (eos_token_id 2 stands for "the greatest id of the prompt", which in CLIP's vocabularies is the end token).
/// </summary>
internal static class TokenIds
{
    private const string Begin = "<|startoftext|>";
    private const string End = "<|endoftext|>";
    private const string Vocab = "vocab.json";
    private const int VocabBytes = 16 << 20;

    // Where a pad token may stand; the first is what transformers reads first.
    private static readonly string[] PadFiles = ["special_tokens_map.json", "tokenizer_config.json"];

    /// <summary>Gives a configuration its token ids.</summary>
    /// <param name="config">The text encoder's shape.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="openClip">Whether the encoder is OpenCLIP's, which pads with 0; OpenAI's pads with the end token.</param>
    /// <exception cref="CheckpointException">The vocabulary is broken, or not this encoder's.</exception>
    public static ClipTextConfig Apply(ClipTextConfig config, FoundTokenizer tokenizer, bool openClip)
    {
        var pad = tokenizer.IsOwn ? PadToken(tokenizer.Folder) : null;
        var ids = Ids(BoundedJson.Bytes(Path.Combine(tokenizer.Folder, Vocab), Vocab, VocabBytes), [Begin, End, pad ?? End]);
        var begin = ids.TryGetValue(Begin, out var id) ? id : throw CheckpointException.Invalid(Vocab, $"the token {Begin} is missing");
        var end = ids.TryGetValue(End, out id) ? id : throw CheckpointException.Invalid(Vocab, $"the token {End} is missing");
        if (Math.Max(begin, end) >= config.VocabSize)
        {
            throw CheckpointException.For(
                Vocab, $"its tokens go up to {Math.Max(begin, end)}, but the text encoder knows {config.VocabSize}; it is another model's tokenizer");
        }

        return config with
        {
            BosTokenId = begin,
            EosTokenId = end,
            PadTokenId = pad is not null && ids.TryGetValue(pad, out id) && id < config.VocabSize ? id : openClip ? 0 : end,
        };
    }

    // A vocabulary has 50 000 entries of which three matter: they are picked out of one pass, because every opening waits for it.
    private static Dictionary<string, int> Ids(byte[] vocab, ReadOnlySpan<string> tokens)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            var json = new Utf8JsonReader(vocab, new JsonReaderOptions { MaxDepth = 1 });
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var token = Which(ref json, tokens);
                if (json.Read() && token is not null && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var id) && id >= 0)
                {
                    ids[token] = id;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw CheckpointException.Invalid(Vocab, "not a JSON object of token to number", e);
        }

        return ids;
    }

    private static string? Which(ref Utf8JsonReader json, ReadOnlySpan<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (json.ValueTextEquals(token))
            {
                return token;
            }
        }

        return null;
    }

    private static string? PadToken(string folder)
    {
        foreach (var name in PadFiles.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            if (BoundedJson.Read(Path.Combine(folder, name), name, BoundedJson.ConfigBytes).TryGetProperty("pad_token", out var pad))
            {
                // Either the token itself, or an object with its flags beside it.
                pad = pad.ValueKind == JsonValueKind.Object && pad.TryGetProperty("content", out var content) ? content : pad;
                return pad.ValueKind == JsonValueKind.String ? pad.GetString() : null;
            }
        }

        return null;
    }
}
