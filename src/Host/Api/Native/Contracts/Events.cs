using System.Text.Json;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A running job moved.</summary>
/// <param name="Preview">A small JPEG of the picture as the model sees it now, as a data URL; absent where this report has none.</param>
internal sealed record ProgressEvent(
    string JobId, string Stage, int Step, int Steps, double Fraction, double StepsPerSecond, double? RemainingSeconds, string? Preview)
{
    public static ProgressEvent Of(string jobId, JobProgress progress) => new(
        jobId, progress.Stage, progress.Step, progress.Steps, ProgressView.FractionOf(progress), progress.StepsPerSecond,
        progress.Remaining?.TotalSeconds,
        progress.Preview is { } preview ? $"data:image/jpeg;base64,{Convert.ToBase64String(preview)}" : null);
}

/// <summary>A list changed: fetch it again.</summary>
/// <param name="Topic"><c>plugins</c>, <c>models</c>, <c>workers</c>, <c>downloads</c>, <c>queue</c>, <c>runs</c> or
/// <c>schedules</c>.</param>
internal sealed record ChangedEvent(string Topic);

/// <summary>Something happened, told as a webhook tells it.</summary>
/// <param name="Type"><c>picture.created</c>, <c>schedule.missed</c>, <c>recipe.published</c>, <c>plugin.failed</c>, …</param>
internal sealed record HappenedEvent(string Type, DateTimeOffset Timestamp, JsonElement Data)
{
    public static HappenedEvent Of(StoredEvent happened) => new(happened.Type, happened.At, JsonElement.Parse(happened.Data ?? "{}"));
}
