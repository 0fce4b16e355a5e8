namespace Atelier.Diffusion.Checkpoints;

/// <summary>An architecture of the Stable Diffusion line, as keys and shapes tell it.</summary>
/// <param name="Id">For programs and schedules: <c>sd1</c>, <c>sd2</c>, <c>sdxl</c>.</param>
/// <param name="Label">For people: <c>Stable Diffusion 1.x</c>.</param>
/// <param name="Variant">What the UNet's extra input channels are for: <c>base</c>, <c>inpainting</c>, <c>edit</c>, <c>depth</c>; or
/// <c>refiner</c>.</param>
public sealed record ModelFamily(string Id, string Label, string Variant = "base");
