using System.Buffers.Binary;

namespace Atelier.Support;

/// <summary>
/// Versions of the fixture <c>Stamped</c>: the same assembly with another number in the code of its sampler, which makes latents of that
/// number.
/// </summary>
public static class StampedAssembly
{
    public const string FileName = "Atelier.Stamped.dll";

    private const long Placeholder = 0x5EED_0DD1_7AB1_E000;

    /// <summary>The assembly with another number.</summary>
    /// <param name="assembly">As it was built.</param>
    /// <param name="number">Which one.</param>
    public static byte[] With(byte[] assembly, long number)
    {
        var old = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(old, Placeholder);
        var place = assembly.AsSpan().IndexOf(old);
        if (place < 0 || place != assembly.AsSpan().LastIndexOf(old))
        {
            throw new ArgumentException("The number must stand in the assembly once.", nameof(assembly));
        }

        var changed = assembly.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(place), number);
        return changed;
    }
}
