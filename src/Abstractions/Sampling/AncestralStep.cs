namespace Atelier.Sampling;

/// <summary>
/// A step split into a deterministic part and fresh noise: go down to <see cref="Down"/>, then add noise of <see cref="Up"/>.
/// </summary>
/// <param name="Down">The noise level to step to, at most the next one of the schedule.</param>
/// <param name="Up">The standard deviation of the noise to add.</param>
/// <param name="Scale">What the latent is multiplied by before the noise is added: 1 but for flow models.</param>
public readonly record struct AncestralStep(double Down, double Up, double Scale = 1)
{
    /// <summary>The split for <c>x = x0 + sigma · noise</c> (k-diffusion, <c>get_ancestral_step</c>).</summary>
    /// <param name="sigma">Where the step starts, above 0.</param>
    /// <param name="sigmaNext">Where it ends, 0 to <paramref name="sigma"/>.</param>
    /// <param name="eta">0 is deterministic, 1 the whole ancestral noise.</param>
    public static AncestralStep VarianceExploding(double sigma, double sigmaNext, double eta)
    {
        if (eta == 0)
        {
            return new AncestralStep(sigmaNext, 0);
        }

        var sigma2 = sigma * sigma;
        var next2 = sigmaNext * sigmaNext;
        var up = Math.Min(sigmaNext, eta * Math.Sqrt(next2 * (sigma2 - next2) / sigma2));
        return new AncestralStep(Math.Sqrt(next2 - (up * up)), up);
    }
}
