using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>One prediction of the clean latent. Use the constructor: fields may be added in a minor version.</summary>
public readonly struct Denoised
{
    /// <summary>Creates a prediction.</summary>
    /// <param name="guided">The clean latent after guidance.</param>
    /// <param name="unconditional">The prediction for the negative prompt alone, where one was made.</param>
    public Denoised(Latent guided, Latent? unconditional = null)
    {
        Guided = guided;
        Unconditional = unconditional;
    }

    /// <summary>The clean latent after guidance: what nearly every sampler uses.</summary>
    public Latent Guided { get; }

    /// <summary>
    /// The prediction for the negative prompt alone, for CFG++ samplers (Chung et al. 2024); null where guidance needed none, and then
    /// <see cref="Guided"/> stands in for it.
    /// </summary>
    public Latent? Unconditional { get; }
}
