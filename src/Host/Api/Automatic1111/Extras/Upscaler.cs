namespace Atelier.Host.Api.Automatic1111.Extras;

/// <summary>A way to another size.</summary>
/// <param name="Name">As AUTOMATIC1111 has it.</param>
/// <param name="Kernel">As <see cref="Atelier.Host.Worker.ResizeQuestion"/> has it; null leaves the size as it is.</param>
internal sealed record Upscaler(string Name, string? Kernel)
{
    public static IReadOnlyList<Upscaler> All { get; } =
        [new("None", null), new("Lanczos", "lanczos3"), new("Nearest", "nearest"), new("Bicubic", "cubic")];
}
