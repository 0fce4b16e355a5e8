namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>
/// What text encoders computed for chunks of tokens, before emphasis, so that another weight or mode needs no run. Drops the least recently
/// used beyond its size. Safe to share between threads, pictures and models.
/// </summary>
/// <param name="capacity">In bytes of embeddings. Default 64 MiB: about 280 chunks of SD 1.5.</param>
internal sealed class TextEmbeddingCache(long capacity = 64 << 20)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ChunkKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>The bytes of embeddings in it now.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public EncodedChunk? Find(ChunkKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Chunk;
        }
    }

    public void Add(ChunkKey key, EncodedChunk chunk)
    {
        lock (_lock)
        {
            if (_entries.ContainsKey(key))
            {
                return;
            }

            _entries.Add(key, _byUse.AddFirst(new Entry(key, chunk)));
            _bytes += chunk.Bytes;
            while (_bytes > capacity && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _entries.Remove(oldest.Value.Key);
                _bytes -= oldest.Value.Chunk.Bytes;
            }
        }
    }

    private sealed record Entry(ChunkKey Key, EncodedChunk Chunk);
}

/// <summary>What an embedding depends on.</summary>
/// <param name="Network">The encoder's identity.</param>
/// <param name="Layer">The layer taken.</param>
/// <param name="Ids">The chunk's ids, four characters to an id.</param>
internal readonly record struct ChunkKey(string Network, TextEncoderLayer Layer, string Ids);

/// <summary>One chunk's embedding before emphasis.</summary>
/// <param name="Hidden">Positions × width, row-major.</param>
/// <param name="Pooled">The projected embedding; null where the encoder has none.</param>
internal sealed record EncodedChunk(float[] Hidden, float[]? Pooled)
{
    public long Bytes => sizeof(float) * (Hidden.LongLength + (Pooled?.LongLength ?? 0));
}
