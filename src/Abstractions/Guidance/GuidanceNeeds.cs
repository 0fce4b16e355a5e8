namespace Atelier.Guidance;

/// <summary>What a guidance needs at a step beside the prompt's prediction. Nothing, unless it says so.</summary>
public readonly record struct GuidanceNeeds
{
    /// <summary>The negative prompt's prediction.</summary>
    public bool Unconditional { get; init; }

    /// <summary>The prediction for the empty prompt; where the negative prompt is empty too it costs nothing more.</summary>
    public bool Empty { get; init; }

    /// <summary>
    /// The prompt's prediction with the self-attention of these layers replaced by the identity. <see cref="PerturbedLayers.None"/> makes
    /// none.
    /// </summary>
    public PerturbedLayers Perturbed { get; init; }
}

/// <summary>Layers of a UNet whose self-attention can be perturbed (Ahn et al. 2024): each place then sees only itself.</summary>
[Flags]
public enum PerturbedLayers
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The middle block.</summary>
    Middle = 1,

    /// <summary>The smallest block with attention on the way down.</summary>
    Down = 2,

    /// <summary>The smallest block with attention on the way up.</summary>
    Up = 4,
}
