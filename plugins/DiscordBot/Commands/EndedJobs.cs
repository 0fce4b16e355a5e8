using System.Globalization;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Commands.Schedule;
using Atelier.DiscordBot.Making;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Commands;

/// <summary>
/// Hears of each job that ends, also of those that ended while nobody listened: remembers what each user had last, and brings what
/// schedules made into their channels.
/// </summary>
internal sealed class EndedJobs(IFrontEndHost host, IResultPoster poster)
{
    private const string CursorKey = "ended";

    private readonly LastPictures _last = new(host);
    private readonly ScheduleBook _schedules = new(host);

    /// <summary>Runs as long as the session.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // From the first one ever where no cursor is kept: before it, this front end had none.
        var after = await host.Store.GetAsync(CursorKey, stop) is { } cursor ? long.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        try
        {
            await foreach (var ended in host.Jobs.EndedAsync(after, stop))
            {
                await TakeAsync(ended, stop);
                await host.Store.SetAsync(CursorKey, ended.Sequence.ToString(CultureInfo.InvariantCulture), null, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next session goes on after the cursor.
        }
    }

    private async Task TakeAsync(EndedJob ended, CancellationToken stop)
    {
        try
        {
            if (ended.Schedule is { } schedule)
            {
                await PostAsync(ended.Job, schedule, stop);
            }
            else if (ended.Job.State == JobState.Succeeded)
            {
                await _last.NoteAsync(ended.Job, stop);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One that cannot be brought must not stand in the way of the next.
            host.Log(FrontEndLogLevel.Warning, $"job {ended.Job.Id} could not be told of: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private async Task PostAsync(Job job, string schedule, CancellationToken stop)
    {
        if (await _schedules.FindAsync(schedule, stop) is not { } kept)
        {
            return;
        }

        if (job.State == JobState.Succeeded)
        {
            await poster.PostAsync(job, kept.Channel, kept.Name, kept.Spoiler, stop);
            return;
        }

        // A channel that nobody looks at is not filled with what went wrong.
        host.Log(FrontEndLogLevel.Warning, $"schedule {schedule} made no picture: {job.Error?.Message ?? "it was cancelled"}");
    }
}
