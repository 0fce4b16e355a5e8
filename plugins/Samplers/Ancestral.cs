using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>The second half of an ancestral step.</summary>
internal static class Ancestral
{
    /// <summary>Adds the noise of a step to a latent at <see cref="AncestralStep.Down"/>, times the option <c>s_noise</c>.</summary>
    public static Latent Renoise(Latent x, AncestralStep step, double sigma, double sigmaNext, SamplingContext context) =>
        step.Up > 0 ? (x * step.Scale) + (context.Noise.Next(sigma, sigmaNext) * (context.Options["s_noise"] * step.Up)) : x * step.Scale;
}
