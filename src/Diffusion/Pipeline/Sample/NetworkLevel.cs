namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>Where in the schedule a pass of the network is.</summary>
/// <param name="Scale">What latents are multiplied by on the way in.</param>
/// <param name="Timestep">May be fractional.</param>
/// <param name="Progress">The fraction of the schedule that lies behind.</param>
internal readonly record struct NetworkLevel(double Scale, double Timestep, double Progress);
