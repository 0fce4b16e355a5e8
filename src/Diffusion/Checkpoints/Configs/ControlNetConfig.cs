namespace Atelier.Diffusion.Checkpoints;

/// <summary>The shape of a ControlNet: diffusers' <c>ControlNetModel</c>.</summary>
/// <param name="Family">The UNets it steers: <c>sd1</c>, <c>sd2</c>, <c>sdxl</c>.</param>
/// <param name="UNet">The UNet whose way down and middle it is a copy of.</param>
/// <param name="HintChannels">The map's channels, then those of each layer that encodes it; each after the second halves its size.</param>
/// <param name="GlobalPool">Whether each residual is the same at all places, as in shuffle models.</param>
internal sealed record ControlNetConfig(string Family, UNetConfig UNet, IReadOnlyList<int> HintChannels, bool GlobalPool);
