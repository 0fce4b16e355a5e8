using Atelier.Jobs;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>How far a running job is.</summary>
/// <param name="Fraction">0 to 1.</param>
internal sealed record ProgressView(string Stage, int Step, int Steps, double Fraction, double StepsPerSecond, double? RemainingSeconds)
{
    public static ProgressView Of(JobProgress progress) => new(
        progress.Stage, progress.Step, progress.Steps, FractionOf(progress), progress.StepsPerSecond, progress.Remaining?.TotalSeconds);

    public static double FractionOf(JobProgress progress) =>
        progress.Steps > 0 ? Math.Clamp((double)progress.Step / progress.Steps, 0, 1) : 0;
}
