using System.Buffers.Binary;
using Atelier.Host.Plugins.Live;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Tests.Plugins.Live;

/// <summary>
/// Versions of the fixture <c>Stamped</c>: the same assembly with another number in the code of its sampler. A latent tells which one made it.
/// </summary>
internal static class Stamps
{
    public const string Assembly = "Atelier.Stamped.dll";

    private const long Placeholder = 0x5EED_0DD1_7AB1_E000;

    private static readonly TensorShape Shape = new(1, 1, 1, 1);

    /// <summary>The assembly with another number.</summary>
    public static byte[] With(byte[] assembly, long number)
    {
        var old = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(old, Placeholder);
        var place = assembly.AsSpan().IndexOf(old);
        Assert.True(place >= 0 && place == assembly.AsSpan().LastIndexOf(old), "The number stands in the assembly once.");
        var changed = assembly.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(place), number);
        return changed;
    }

    /// <summary>Adds a version of the plugin.</summary>
    /// <returns>The assembly, to be written anew with <see cref="With"/>.</returns>
    public static (string File, byte[] Original) Add(PluginFolders folders, long number, string? name = null)
    {
        var file = Path.Combine(folders.Add("Stamped", name), Assembly);
        var original = File.ReadAllBytes(file);
        File.WriteAllBytes(file, With(original, number));
        return (file, original);
    }

    /// <summary>A whole job: takes the plugins, samples, gives them back.</summary>
    public static long Run(LivePlugins plugins, IDenoiser? denoiser = null)
    {
        using var parts = plugins.Use();
        return Run(parts, denoiser);
    }

    public static long Run(PluginLease parts, IDenoiser? denoiser = null) =>
        (long)parts.Sampler("stamp").Sample(denoiser ?? new PatientDenoiser(), new Latent(Shape), [1, 0], null!).Values[0];
}
