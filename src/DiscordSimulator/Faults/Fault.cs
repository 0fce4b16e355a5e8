namespace Atelier.DiscordSimulator.Faults;

/// <summary>What happens to a call instead of its answer, or before it.</summary>
/// <param name="Status">The answer's; null answers as ever.</param>
/// <param name="RetryAfter">Of a 429.</param>
/// <param name="IsGlobal">Of a 429.</param>
/// <param name="Delay">Waited first.</param>
/// <param name="AfterDoing">Whether it is done all the same, and only the answer is lost.</param>
internal sealed record Fault(
    int? Status, TimeSpan RetryAfter = default, bool IsGlobal = false, TimeSpan Delay = default, bool AfterDoing = false);
