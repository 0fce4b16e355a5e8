namespace Atelier.Diffusion.Checkpoints;

/// <summary>Python pickles: files that run code when they are read. They are never opened, whatever they hold.</summary>
internal static class Pickles
{
    private static readonly string[] Endings = [".ckpt", ".pt", ".pth", ".bin", ".pkl"];

    /// <summary>Whether a path's ending is a pickle's.</summary>
    public static bool Is(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why it is not opened.</summary>
    public static string Reason(string path) =>
        $"refused: a {Path.GetExtension(path)} file is a Python pickle and can run any code when it is opened; use the model's .safetensors file, or convert it where that code can do no harm";

    /// <summary>Throws for a pickle.</summary>
    /// <param name="path">A path; the file is not touched.</param>
    /// <param name="label">Its name for messages. Default: the file's name without its folder.</param>
    /// <exception cref="CheckpointException">The path is a pickle's.</exception>
    public static void Refuse(string path, string? label = null)
    {
        if (Is(path))
        {
            throw CheckpointException.For(label ?? Path.GetFileName(path), Reason(path));
        }
    }
}
