namespace Atelier.Diffusion.Checkpoints;

/// <summary>Says which canonical weights a stored tensor holds: none that is needed, one, or the slices of a packed one.</summary>
/// <param name="key">The tensor's name, without the component's prefix.</param>
/// <param name="stored">Where it lies, in the shape that the file gives it.</param>
internal delegate IEnumerable<(string Name, WeightRef Weight)> KeyMap(string key, WeightRef stored);
