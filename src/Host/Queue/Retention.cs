using Atelier.Host.Notify;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Queue;

/// <summary>Removes what its owner does not want to keep: old pictures but favourites, old records, files that nothing names.</summary>
internal sealed partial class Retention(
    IPictureStore pictures, IUploadStore uploads, IPublicationStore publications, IPictureFiles files, IJobStore jobs,
    IEnumerable<IEventReader> readers, IEnumerable<IExpiring> expiring,
    ServerOptions server, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private const int Together = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // A job puts its files as it makes them and names them when it ends: longer than any job takes. Uploads wait as long for a job.
    private static readonly TimeSpan Unnamed = TimeSpan.FromHours(24);

    /// <summary>Looks once.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        foreach (var reader in readers)
        {
            await reader.CatchUpAsync(cancellation);
        }

        var removed = await RemovePicturesAsync(cancellation);
        var ended = server.KeepJobs is { } age ? await jobs.RemoveEndedAsync(time.GetUtcNow() - age, cancellation) : 0;
        if (server.KeepEvents is { } eventAge)
        {
            var before = time.GetUtcNow() - eventAge;
            ended += await jobs.RemoveEventsAsync(before, cancellation);
            foreach (var one in expiring)
            {
                ended += await one.RemoveOldAsync(before, cancellation);
            }
        }

        await uploads.RemoveUnusedAsync(time.GetUtcNow() - Unnamed, cancellation);
        var named = (await pictures.HashesAsync(cancellation))
            .Union(await uploads.HashesAsync(cancellation))
            .Union(await publications.HashesAsync(cancellation))
            .ToHashSet(StringComparer.Ordinal);
        var swept = await files.SweepAsync(named, Unnamed, cancellation);
        if (removed + ended + swept > 0)
        {
            Removed(removed, ended, swept);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is QueueRefusedException or IOException or UnauthorizedAccessException)
            {
                Failed(exception);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> RemovePicturesAsync(CancellationToken cancellation)
    {
        if (server is { KeepAge: null, KeepCount: null, KeepBytes: null })
        {
            return 0;
        }

        var (count, bytes) = await pictures.TotalsAsync(cancellation);
        var oldest = server.KeepAge is { } age ? time.GetUtcNow() - age : DateTimeOffset.MinValue;
        var removed = 0;
        while (true)
        {
            var some = await pictures.OldestAsync(Together, cancellation);
            foreach (var picture in some)
            {
                if (picture.CreatedAt >= oldest && !(count > server.KeepCount) && !(bytes > server.KeepBytes))
                {
                    return removed;
                }

                await pictures.RemoveAsync(picture.Id, cancellation);
                (count, bytes, removed) = (count - 1, bytes - picture.Bytes, removed + 1);
            }

            if (some.Count < Together)
            {
                return removed;
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed {Pictures} pictures, {Jobs} old records, {Files} files that nothing named")]
    private partial void Removed(int pictures, int jobs, int files);

    [LoggerMessage(LogLevel.Warning, "What is not to be kept could not be removed, and will be tried again")]
    private partial void Failed(Exception exception);
}
