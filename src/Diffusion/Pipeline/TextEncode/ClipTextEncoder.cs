using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Tokenize;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>One of a model's text encoders with its tokenizer: chunks of tokens to embeddings, through the cache.</summary>
internal sealed class ClipTextEncoder
{
    private const int LargestBatch = 16;

    private readonly ITextEncoderNetwork _network;
    private readonly TextEmbeddingCache _cache;
    private readonly InversionTable? _inversions;

    /// <summary>Creates an encoder.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="network">Its network, loaded.</param>
    /// <param name="cache">May be shared with other encoders.</param>
    /// <param name="inversions">The textual inversions that prompts may call. Default: none.</param>
    /// <exception cref="CheckpointException">The tokenizer has ids that the encoder does not know.</exception>
    public ClipTextEncoder(
        ClipTextConfig config, ClipTokenizer tokenizer, ITextEncoderNetwork network, TextEmbeddingCache cache,
        InversionTable? inversions = null)
    {
        Config = config;
        Chunker = new TokenChunker(tokenizer, config, inversions);
        _network = network;
        _cache = cache;
        _inversions = inversions;
    }

    /// <summary>Its shape.</summary>
    public ClipTextConfig Config { get; }

    /// <summary>The textual inversions that prompts called so far.</summary>
    public IReadOnlyList<AppliedEmbedding> Called =>
        [.. (_inversions?.Called ?? []).Select(call => new AppliedEmbedding(call.Entry.Name, call.Hash))];

    /// <summary>Cuts prompts for it.</summary>
    public TokenChunker Chunker { get; }

    /// <summary>Encodes chunks, equal ones once.</summary>
    /// <returns>For each chunk its embedding before emphasis; not to be written to.</returns>
    public IReadOnlyList<EncodedChunk> Encode(IReadOnlyList<TokenChunk> chunks, TextEncoderLayer layer, CancellationToken cancellation)
    {
        var known = new Dictionary<ChunkKey, EncodedChunk>();
        var missing = new OrderedDictionary<ChunkKey, TokenChunk>();
        var keys = chunks.Select(chunk => KeyOf(chunk, layer)).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            if (!known.ContainsKey(keys[i]) && _cache.Find(keys[i]) is { } cached)
            {
                known.Add(keys[i], cached);
            }
            else if (!known.ContainsKey(keys[i]))
            {
                missing.TryAdd(keys[i], chunks[i]);
            }
        }

        foreach (var batch in missing.Chunk(LargestBatch))
        {
            var encoded = Run([.. batch.Select(pair => pair.Value)], layer, cancellation);
            for (var i = 0; i < batch.Length; i++)
            {
                known.Add(batch[i].Key, encoded[i]);
                _cache.Add(batch[i].Key, encoded[i]);
            }
        }

        return [.. keys.Select(key => known[key])];
    }

    private ChunkKey KeyOf(TokenChunk chunk, TextEncoderLayer layer)
    {
        var callsInversions = chunk.Ids.AsSpan().ContainsAnyExceptInRange(0, Config.VocabSize - 1);
        var identity = callsInversions ? $"{_network.Identity}\n{_inversions!.Identity}" : _network.Identity;
        return new ChunkKey(identity, layer, new string(MemoryMarshal.Cast<long, char>(chunk.Ids.AsSpan())));
    }

    private EncodedChunk[] Run(IReadOnlyList<TokenChunk> chunks, TextEncoderLayer layer, CancellationToken cancellation)
    {
        long[] ids = [.. chunks.SelectMany(chunk => chunk.Ids)];
        var output = _network.Encode(ids, chunks.Count, layer, _inversions?.Vectors ?? default, cancellation);
        return [.. Enumerable.Range(0, chunks.Count).Select(index => new EncodedChunk(
            Item(output.Hidden, index, chunks.Count),
            output.Pooled is { } pooled ? Item(pooled, index, chunks.Count) : null))];
    }

    private static float[] Item(float[] values, int index, int count)
    {
        var length = values.Length / count;
        return values.AsSpan(index * length, length).ToArray();
    }
}
