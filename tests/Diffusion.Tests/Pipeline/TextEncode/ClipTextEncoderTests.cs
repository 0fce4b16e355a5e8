using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.TextEncode;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class ClipTextEncoderTests
{
    private static readonly TextEncoderLayer Last = new(1, FinalNorm: true);

    [Fact]
    public void Equal_chunks_run_once_and_come_back_in_order()
    {
        using var encoders = new Encoders();
        var network = encoders.Network(4);
        var encoder = encoders.Encoder(network, 4);
        var encoded = encoder.Encode(encoder.Chunker.Chunk(PromptAttention.Parse("x BREAK y BREAK (x:1.2)")), Last, default);
        Assert.Equal([2], network.Batches);
        Assert.Equal(
            [encoders.Id("x</w>"), encoders.Id("y</w>"), encoders.Id("x</w>")],
            encoded.Select(chunk => (long)chunk.Hidden[CountingNetwork.Width]));
        Assert.Equal(4 * CountingNetwork.Width, encoded[0].Hidden.Length);
        Assert.Equal([encoders.Id("y</w>"), 2], encoded[1].Pooled!.Select(value => (long)value));
    }

    [Fact]
    public void What_the_cache_holds_does_not_run_again()
    {
        using var encoders = new Encoders();
        var network = encoders.Network(4);
        var encoder = encoders.Encoder(network, 4);
        encoder.Encode(encoder.Chunker.Chunk(PromptAttention.Parse("x BREAK y")), Last, default);
        encoder.Encode(encoder.Chunker.Chunk(PromptAttention.Parse("y BREAK z BREAK (x:2)")), Last, default);
        Assert.Equal([2, 1], network.Batches);
    }

    [Fact]
    public void Other_layers_and_networks_run_for_themselves()
    {
        using var encoders = new Encoders();
        var network = encoders.Network(4);
        var other = encoders.Network(4, "adapted");
        var chunks = encoders.Encoder(network, 4).Chunker.Chunk(PromptAttention.Parse("x"));
        encoders.Encoder(network, 4).Encode(chunks, Last, default);
        encoders.Encoder(network, 4).Encode(chunks, new TextEncoderLayer(2, true), default);
        encoders.Encoder(other, 4).Encode(chunks, Last, default);
        Assert.Equal([1, 1], network.Batches);
        Assert.Equal([1], other.Batches);
    }

    [Fact]
    public void Many_chunks_run_in_batches_of_16()
    {
        using var encoders = new Encoders();
        var network = encoders.Network(3);
        var encoder = encoders.Encoder(network, 3);
        encoder.Encode(encoder.Chunker.Chunk(PromptAttention.Parse("a b c d e f g h i j k l m n o p q r")), Last, default);
        Assert.Equal([16, 2], network.Batches);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var encoders = new Encoders();
        var encoder = encoders.Encoder(encoders.Network(4), 4);
        Assert.Throws<OperationCanceledException>(
            () => encoder.Encode([encoder.Chunker.Empty], Last, new CancellationToken(canceled: true)));
    }
}
