using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging.Vips;

/// <summary>Finds libvips beside the program, once, and starts it with what Atelier needs and nothing else.</summary>
internal static unsafe class VipsLibrary
{
    private static readonly Lazy<bool> Started = new(Start);
    private static readonly ConcurrentDictionary<string, nint> Handles = new();

    /// <summary>Makes libvips usable. Call before any other call into it.</summary>
    /// <exception cref="PictureException">The library is missing or does not start.</exception>
    public static void Ensure() => _ = Started.Value;

    /// <summary>The error that libvips reports, as one line; its buffer is emptied.</summary>
    public static string TakeError()
    {
        var text = VipsNative.CopyError();
        VipsNative.ClearError();
        var lines = (Marshal.PtrToStringUTF8(text) ?? "").Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        VipsNative.Free((void*)text);
        return lines.Length == 0 ? "libvips gave no reason" : string.Join("; ", lines.Distinct());
    }

    private static bool Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, (name, _, _) => name switch
        {
            VipsNative.Vips => Load(FileName("libvips-42.dll")),
            VipsNative.GObject => Load(FileName("libgobject-2.0-0.dll")),
            VipsNative.GLib => Load(FileName("libglib-2.0-0.dll")),
            _ => 0,
        });

        // Its warnings would go to standard error; what matters comes back as an error.
        _ = VipsNative.SetEnvironment("VIPS_WARNING", "1", 0);
        if (VipsNative.Init("atelier") != 0)
        {
            throw new PictureException($"libvips does not start: {TakeError()}.");
        }

        // Only the three hardened loaders that Atelier names may run, whatever a file pretends to be.
        VipsNative.BlockUntrusted(1);
        VipsNative.BlockOperation("VipsForeignLoad", 1);
        VipsNative.BlockOperation("VipsForeignLoadPng", 0);
        VipsNative.BlockOperation("VipsForeignLoadJpeg", 0);
        VipsNative.BlockOperation("VipsForeignLoadWebp", 0);

        // The processor belongs to the engine, and no operation is ever repeated on the same picture.
        VipsNative.SetConcurrency(1);
        VipsNative.SetCacheMax(0);
        return true;
    }

    private static nint Load(string pattern) => Handles.GetOrAdd(pattern, name => LoadFrom(AppContext.BaseDirectory, name));

    private static string FileName(string onWindows) =>
        OperatingSystem.IsWindows() ? onWindows : OperatingSystem.IsMacOS() ? "libvips-cpp*.dylib" : "libvips-cpp.so*";

    internal static nint LoadFrom(string folder, string pattern)
    {
        var path = Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).LastOrDefault() ?? throw new PictureException(
            $"libvips was not found: there is no {pattern} in {folder}. Build Atelier again (the build puts it there), or copy the library there.");
        return NativeLibrary.TryLoad(path, out var handle)
            ? handle
            : throw new PictureException(
                $"{path} cannot be loaded: it is not a library for this system ({RuntimeInformation.RuntimeIdentifier}).");
    }
}
