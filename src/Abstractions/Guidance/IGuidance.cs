namespace Atelier.Guidance;

/// <summary>
/// Combines a step's predictions into the one that the sampler follows. A singleton without state: what it remembers of one picture is in
/// the <see cref="IGuidanceRun"/> that it begins.
/// </summary>
public interface IGuidance : INamed
{
    /// <summary>The options it reads, with their ranges. Default: none.</summary>
    IReadOnlyList<PartOption> Options => [];

    /// <summary>Begins a picture. Called once for each, and anew for each pass over it, as a hires fix makes.</summary>
    /// <param name="context">What was asked for.</param>
    /// <returns>Used by one thread, from the highest noise level down; a sampler may ask for the same level twice.</returns>
    IGuidanceRun Begin(GuidanceContext context);
}

/// <summary>What a guidance gets for one picture.</summary>
/// <param name="Settings">Scale, rescaling and window.</param>
/// <param name="Options">The values of the options it declares; what the request leaves out has its default.</param>
/// <param name="Steps">Steps of the schedule.</param>
public sealed record GuidanceContext(GuidanceSettings Settings, PartOptions Options, int Steps)
{
    /// <summary>
    /// Whether guidance has anything to do at a point of the schedule: the scale is not 1 and the point lies within the window. Elsewhere
    /// the prompt's prediction is followed alone, and no other is needed.
    /// </summary>
    /// <param name="step">The point.</param>
    public bool IsActive(GuidanceStep step) => Settings.Scale != 1 && IsInWindow(step);

    /// <summary>Whether a point of the schedule lies within the window, whatever the scale.</summary>
    /// <param name="step">The point.</param>
    public bool IsInWindow(GuidanceStep step) => step.Progress >= Settings.Start && step.Progress < Settings.End;
}

/// <summary>Where a picture stands when guidance is asked.</summary>
/// <param name="Sigma">The noise level.</param>
/// <param name="Progress">The fraction of the schedule that lies behind: 0 at the start, near 1 at the end.</param>
public readonly record struct GuidanceStep(double Sigma, double Progress);
