namespace Atelier.Diffusion.Checkpoints;

/// <summary>A tensor to be written: its header entry, and how its bytes come to be.</summary>
internal sealed record TensorPlan(string Name, TensorType Type, IReadOnlyList<int> Shape, Func<ReadOnlyMemory<byte>> Bytes)
{
    public long Length => Type.Size() * Shape.Elements();
}
