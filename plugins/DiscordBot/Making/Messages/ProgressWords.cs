using System.Globalization;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Messages;

/// <summary>How far a job is, in a line or two.</summary>
internal static class ProgressWords
{
    private const int Cells = 12;

    /// <param name="before">How many are made before it; null where that is not known.</param>
    public static string Waiting(int? before, bool isPaused) => (before switch
    {
        null => "Waiting",
        0 => "Waiting: yours is next",
        _ => string.Create(CultureInfo.InvariantCulture, $"Waiting: {before} before you"),
    }) + (isPaused ? " (the queue is paused)" : "");

    /// <param name="progress">Null where it has not said anything yet.</param>
    public static string Running(JobProgress? progress) => progress switch
    {
        null => "Beginning",
        { Stage: "load" } => "Loading the model",
        { Stage: "encode" } => "Reading the prompt",
        { Stage: "control" } => "Looking at the control picture",
        { Stage: "decode" } => "Finishing the picture",
        { Steps: > 0 } => Steps(progress),
        _ => "Working",
    };

    private static string Steps(JobProgress progress)
    {
        var share = Math.Clamp((double)progress.Step / progress.Steps, 0, 1);
        var full = (int)(share * Cells);
        string?[] parts =
        [
            new string('▰', full) + new string('▱', Cells - full),
            string.Create(CultureInfo.InvariantCulture, $"step {progress.Step} of {progress.Steps}"),
            Speed(progress.StepsPerSecond),
            progress.Remaining is { } left ? string.Create(CultureInfo.InvariantCulture, $"about {Left(left)} left") : null,
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    private static string Left(TimeSpan left) => left.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(left.TotalSeconds))} s")
        : MessageText.Duration(left);

    private static string? Speed(double stepsPerSecond) => stepsPerSecond switch
    {
        <= 0 => null,
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{1 / stepsPerSecond:0.0} s/it"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{stepsPerSecond:0.0} it/s"),
    };
}
