using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>What a ControlNet sees.</summary>
/// <param name="Picture">The map.</param>
/// <param name="Mask">White where the network sees −1 instead, of the map's size; null nowhere.</param>
public sealed record ControlMap(Picture Picture, Picture? Mask);
