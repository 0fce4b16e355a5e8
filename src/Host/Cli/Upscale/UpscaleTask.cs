using Atelier.Host.Cli.Imagine;

namespace Atelier.Host.Cli.Upscale;

/// <summary>What is to be made larger, how much and by what.</summary>
/// <param name="Files">Pictures.</param>
/// <param name="By">How many times larger, where no size is given.</param>
/// <param name="Size">The size to make; null goes by <paramref name="By"/>.</param>
/// <param name="Upscaler">Its name.</param>
/// <param name="Target">Where pictures go and as what.</param>
/// <param name="IsQuiet">Whether only files' names are printed.</param>
internal sealed record UpscaleTask(
    IReadOnlyList<string> Files, double By, Size? Size, string Upscaler, PictureTarget Target, bool IsQuiet)
{
    /// <summary>The size that a picture gets.</summary>
    public (int Width, int Height) SizeOf(int width, int height) => Size is { } size
        ? (size.Width, size.Height)
        : ((int)Math.Clamp(width * By, 1, int.MaxValue), (int)Math.Clamp(height * By, 1, int.MaxValue));

    /// <summary>
    /// Where a picture goes: into a folder under its own name, or to the one file that was named, numbered where there are several.
    /// </summary>
    public PictureTarget TargetOf(string file, int index) => Target.IsFolder
        ? Target with
        {
            IsFolder = false,
            Path = FreePath(Path.Combine(Target.Path, Path.GetFileNameWithoutExtension(file)), Target.Encoding.Extension),
        }
        : Target.Numbered(index, Files.Count);

    // Nothing that is there already is written over in a folder.
    private static string FreePath(string path, string ending)
    {
        var free = path + ending;
        for (var number = 2; File.Exists(free); number++)
        {
            free = $"{path}-{number}{ending}";
        }

        return free;
    }
}
