using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// What plugins brought, by name or alias, without regard to case. An unknown name throws a <see cref="RequestException"/> that lists the known ones.
/// </summary>
public interface IPartRegistry
{
    /// <summary>All samplers, by name.</summary>
    IReadOnlyList<ISampler> Samplers { get; }

    /// <summary>All schedules, by name.</summary>
    IReadOnlyList<ISigmaSchedule> Schedules { get; }

    /// <summary>All kinds of noise, by name.</summary>
    IReadOnlyList<INoise> Noises { get; }

    /// <summary>All guidances, by name.</summary>
    IReadOnlyList<IGuidance> Guidances { get; }

    /// <summary>Finds a sampler.</summary>
    /// <param name="name">Its name or an alias.</param>
    ISampler Sampler(string name);

    /// <summary>Finds a schedule.</summary>
    /// <param name="name">Its name or an alias.</param>
    ISigmaSchedule Schedule(string name);

    /// <summary>Finds a kind of noise.</summary>
    /// <param name="name">Its name or an alias.</param>
    INoise Noise(string name);

    /// <summary>Finds a guidance.</summary>
    /// <param name="name">Its name or an alias.</param>
    IGuidance Guidance(string name);
}
