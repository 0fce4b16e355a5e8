using Atelier.Diffusion.Pipeline.TextEncode;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class TextEmbeddingCacheTests
{
    [Fact]
    public void The_least_recently_used_goes_first()
    {
        var cache = new TextEmbeddingCache(capacity: 48);
        cache.Add(Key("a"), Chunk());
        cache.Add(Key("b"), Chunk());
        Assert.NotNull(cache.Find(Key("a")));
        cache.Add(Key("c"), Chunk());
        Assert.NotNull(cache.Find(Key("a")));
        Assert.Null(cache.Find(Key("b")));
        Assert.NotNull(cache.Find(Key("c")));
        Assert.Equal(48, cache.Bytes);
    }

    [Fact]
    public void What_is_larger_than_the_cache_is_not_kept()
    {
        var cache = new TextEmbeddingCache(capacity: 23);
        cache.Add(Key("a"), Chunk());
        Assert.Null(cache.Find(Key("a")));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Adding_twice_counts_once()
    {
        var cache = new TextEmbeddingCache();
        cache.Add(Key("a"), Chunk());
        cache.Add(Key("a"), Chunk());
        Assert.Equal(24, cache.Bytes);
    }

    [Fact]
    public void Network_layer_and_ids_tell_entries_apart()
    {
        var cache = new TextEmbeddingCache();
        cache.Add(Key("a"), Chunk());
        Assert.Null(cache.Find(Key("a") with { Network = "other" }));
        Assert.Null(cache.Find(Key("a") with { Layer = new TextEncoderLayer(1, false) }));
        Assert.Null(cache.Find(Key("a") with { Ids = "b" }));
    }

    [Fact]
    public void Threads_can_share_it()
    {
        var cache = new TextEmbeddingCache(capacity: 240);
        Parallel.For(0, 20_000, i =>
        {
            cache.Add(Key($"{i % 40}"), Chunk());
            cache.Find(Key($"{(i * 7) % 40}"));
        });
        Assert.Equal(240, cache.Bytes);
        Assert.Equal(10, Enumerable.Range(0, 40).Count(i => cache.Find(Key($"{i}")) is not null));
    }

    private static ChunkKey Key(string ids) => new("network", new TextEncoderLayer(1, true), ids);

    // Six floats: 24 bytes.
    private static EncodedChunk Chunk() => new(new float[4], new float[2]);
}
