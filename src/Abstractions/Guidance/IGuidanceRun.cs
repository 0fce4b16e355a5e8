using Atelier.Tensors;

namespace Atelier.Guidance;

/// <summary>The guidance of one picture, from its first step to its last.</summary>
public interface IGuidanceRun
{
    /// <summary>Which predictions are needed at this point beside the prompt's. Each that is not saves a pass of the network.</summary>
    /// <param name="step">Where the picture stands.</param>
    GuidanceNeeds Needs(GuidanceStep step);

    /// <summary>Combines clean-latent predictions.</summary>
    /// <param name="step">Where the picture stands.</param>
    /// <param name="predictions">At least what <see cref="Needs"/> asked for.</param>
    /// <returns>The guided clean latent, in the shape of <see cref="GuidancePredictions.X"/>.</returns>
    Latent Guide(GuidanceStep step, GuidancePredictions predictions);
}
