using Atelier.Host.Plugins.Live;
using Atelier.Sampling;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Host.Tests.Plugins.Live;

/// <summary>The fixture <c>Stamped</c> in a live host. A latent tells which version made it.</summary>
internal static class Stamps
{
    private static readonly TensorShape Shape = new(1, 1, 1, 1);

    /// <inheritdoc cref="StampedAssembly.With"/>
    public static byte[] With(byte[] assembly, long number) => StampedAssembly.With(assembly, number);

    /// <summary>Adds a version of the plugin.</summary>
    /// <returns>The assembly, to be written anew with <see cref="With"/>.</returns>
    public static (string File, byte[] Original) Add(PluginFolders folders, long number, string? name = null)
    {
        var file = Path.Combine(folders.Add("Stamped", name), StampedAssembly.FileName);
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
        (long)parts.Find<ISampler>("stamp").Sample(denoiser ?? new PatientDenoiser(), new Latent(Shape), [1, 0], null!).Values[0];
}
