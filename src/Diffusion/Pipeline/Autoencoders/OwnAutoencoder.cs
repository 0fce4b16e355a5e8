namespace Atelier.Diffusion.Pipeline.Autoencoders;

/// <summary>AUTOMATIC1111's words for a model's own autoencoder.</summary>
public static class OwnAutoencoder
{
    private static readonly string[] Words = ["Automatic", "None"];

    /// <summary>Whether a name stands for the model's own; null does.</summary>
    /// <param name="name">As a request says it.</param>
    public static bool IsNamed(string? name) => name is null || Words.Contains(name, StringComparer.OrdinalIgnoreCase);
}
