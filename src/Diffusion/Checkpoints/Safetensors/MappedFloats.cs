using System.Buffers;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Numbers of a mapped file as memory, in place. Valid while the file is open.</summary>
internal sealed unsafe class MappedFloats(float* start, int length) : MemoryManager<float>
{
    public override Span<float> GetSpan() => new(start, length);

    // A mapping does not move.
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
