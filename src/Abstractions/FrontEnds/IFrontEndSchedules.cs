using Atelier.Generation;

namespace Atelier.FrontEnds;

/// <summary>
/// Pictures that are made again and again for a front end's owners. Each becomes a job of its owner, which
/// <see cref="IFrontEndJobs.EndedAsync"/> tells.
/// </summary>
public interface IFrontEndSchedules
{
    /// <summary>Begins one.</summary>
    /// <param name="plan">What, when, for whom.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RequestException">A field is wrong, or the name is taken.</exception>
    Task<FrontEndSchedule> AddAsync(FrontEndSchedulePlan plan, CancellationToken cancellation = default);

    /// <summary>Those of an owner, by name.</summary>
    /// <param name="owner">The owner; null takes all of the front end's.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<IReadOnlyList<FrontEndSchedule>> ListAsync(string? owner = null, CancellationToken cancellation = default);

    /// <summary>Ends one of the front end's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>False where there is none.</returns>
    Task<bool> RemoveAsync(string name, CancellationToken cancellation = default);
}

/// <summary>A recurring picture.</summary>
/// <param name="Name">Unique on the server: lower case, digits and hyphens, at most 64 characters.</param>
/// <param name="Owner">Whose jobs they become.</param>
/// <param name="Cron">Five fields, as cron has them.</param>
/// <param name="Zone">An IANA time zone.</param>
/// <param name="Request">What is made; without a seed each is another.</param>
public sealed record FrontEndSchedulePlan(string Name, string Owner, string Cron, string Zone, GenerationRequest Request);

/// <summary>A recurring picture that is kept.</summary>
/// <param name="Plan">What was asked for.</param>
/// <param name="Next">When it is made next; null where it is not made any more.</param>
/// <param name="Paused">Whether somebody paused it.</param>
public sealed record FrontEndSchedule(FrontEndSchedulePlan Plan, DateTimeOffset? Next, bool Paused);
