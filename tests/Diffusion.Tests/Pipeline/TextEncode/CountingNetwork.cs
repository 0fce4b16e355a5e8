using Atelier.Diffusion.Pipeline.TextEncode;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

/// <summary>
/// A network whose vectors tell what they were computed from: (id, position, layer, norm), pooled (first id, end's position). Counts its
/// work.
/// </summary>
internal sealed class CountingNetwork(int positions, long endId, string identity = "counting") : ITextEncoderNetwork
{
    public const int Width = 4;

    public string Identity => identity;

    public List<int> Batches { get; } = [];

    public TextEncoderOutput Encode(
        long[] ids, int chunks, TextEncoderLayer layer, ReadOnlyMemory<float> vectors, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Assert.Equal(chunks * positions, ids.Length);
        Batches.Add(chunks);
        var hidden = ids.SelectMany((id, index) => (float[])[id, index % positions, layer.ClipSkip, layer.FinalNorm ? 1 : 0]).ToArray();
        var pooled = ids.Chunk(positions).SelectMany(chunk => (float[])[chunk[1], Array.IndexOf(chunk, endId)]).ToArray();
        return new TextEncoderOutput(hidden, pooled);
    }
}
