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
        const string label = "vocab.json";
        var vocab = BoundedJson.Read(Path.Combine(tokenizer.Folder, label), label, VocabBytes);
        var end = Id(vocab, End) ?? throw CheckpointException.Invalid(label, $"the token {End} is missing");
        var begin = Id(vocab, Begin) ?? throw CheckpointException.Invalid(label, $"the token {Begin} is missing");
        var pad = tokenizer.IsOwn && PadToken(tokenizer.Folder) is { } token ? Id(vocab, token) : null;
        if (Math.Max(begin, end) >= config.VocabSize)
        {
            throw CheckpointException.For(label, $"its tokens go up to {Math.Max(begin, end)}, but the text encoder knows {config.VocabSize}; it is another model's tokenizer");
        }

        return config with { BosTokenId = begin, EosTokenId = end, PadTokenId = pad is { } id && id < config.VocabSize ? id : openClip ? 0 : end };
    }

    private static int? Id(JsonElement vocab, string token) =>
        vocab.TryGetProperty(token, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var id) && id >= 0 ? id : null;

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
