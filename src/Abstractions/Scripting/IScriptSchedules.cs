namespace Atelier.Scripting;

/// <summary>What the server starts by the clock. Changes are for operators.</summary>
public interface IScriptSchedules
{
    /// <summary>All schedules, by name.</summary>
    Task<IReadOnlyList<ScriptSchedule>> ListAsync();

    /// <summary>Makes a schedule.</summary>
    /// <param name="schedule">
    /// What the API takes: <c>new { name = "hero", cron = "0 7 * * *", zone = "Europe/Berlin", target = new { kind = "recipe", name =
    /// "hero" } }</c>.
    /// </param>
    /// <exception cref="ScriptException">Something in it is wrong; the field is named.</exception>
    Task<ScriptSchedule> AddAsync(object schedule);

    /// <summary>Runs a schedule now, whatever is due, and waits until that is over, however it ends.</summary>
    /// <param name="name">The schedule's name.</param>
    Task<ScriptRun> RunAsync(string name);

    /// <summary>Holds a schedule.</summary>
    /// <param name="name">The schedule's name.</param>
    Task PauseAsync(string name);

    /// <summary>Lets a schedule go on.</summary>
    /// <param name="name">The schedule's name.</param>
    Task ResumeAsync(string name);

    /// <summary>Removes a schedule with its history.</summary>
    /// <param name="name">The schedule's name.</param>
    Task RemoveAsync(string name);
}

/// <summary>A schedule as a script sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cron">When, as cron writes it; null where it goes by an interval.</param>
/// <param name="Every">Its interval, such as <c>90m</c>; null where it goes by cron.</param>
/// <param name="Zone">The time zone whose clocks are meant.</param>
/// <param name="Paused">Whether it is held.</param>
/// <param name="Next">When it is due next; null where it is held or over.</param>
public sealed record ScriptSchedule(string Name, string? Cron, string? Every, string Zone, bool Paused, DateTimeOffset? Next);
