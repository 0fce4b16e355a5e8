namespace Atelier.Host.Downloads;

/// <summary>A download in the queue, with what runs it.</summary>
internal sealed class DownloadEntry(Download download, DownloadMeter meter)
{
    private readonly CancellationTokenSource _cancellation = new();
    private volatile Download _download = download;
    private volatile Task _ended = Task.CompletedTask;

    /// <summary>As it stands; only the queue changes it.</summary>
    public Download Download
    {
        get => _download;
        set => _download = value;
    }

    public DownloadMeter Meter => meter;

    /// <summary>Completes when nothing runs it any more.</summary>
    public Task Ended => _ended;

    public void Run(Func<CancellationToken, Task> work) => _ended = work(_cancellation.Token);

    public void Cancel() => _cancellation.Cancel();
}
