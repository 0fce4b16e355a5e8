namespace Atelier.Sampling;

/// <summary>
/// The noise levels a model was trained on, indexed by timestep (k-diffusion, <c>DiscreteSchedule</c>). For Stable Diffusion:
/// 1000 of them, 0.0292 to 14.61.
/// </summary>
public interface ISigmaTable
{
    /// <summary>Noise levels in rising order, one per training timestep.</summary>
    ReadOnlySpan<double> Sigmas { get; }

    /// <summary>The smallest noise level.</summary>
    double SigmaMin => Sigmas[0];

    /// <summary>The largest noise level.</summary>
    double SigmaMax => Sigmas[^1];

    /// <summary>The noise level at a timestep, interpolated in log sigma.</summary>
    /// <param name="timestep">0 to the number of timesteps − 1; may be fractional.</param>
    double SigmaAt(double timestep);

    /// <summary>The timestep of a noise level, interpolated in log sigma; levels outside the table give its ends.</summary>
    /// <param name="sigma">Above 0.</param>
    double TimestepAt(double sigma);
}
