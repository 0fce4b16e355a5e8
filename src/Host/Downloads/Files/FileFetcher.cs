namespace Atelier.Host.Downloads;

/// <summary>
/// Fetches one file whole: goes on after interruptions, waits where the server asks for it, and keeps nothing that is not what was
/// announced.
/// </summary>
internal sealed class FileFetcher(HubClient client, DownloadPatience patience, TimeProvider time)
{
    /// <summary>Fetches a file. What is there of it already is not fetched again.</summary>
    /// <param name="file">What to fetch.</param>
    /// <param name="path">Where to.</param>
    /// <param name="received">Hears how many bytes of it are there.</param>
    /// <param name="cancellation">Ends it; what was fetched stays for the next time.</param>
    /// <exception cref="DownloadException">It cannot be had, or is not what was announced.</exception>
    public async Task FetchAsync(OfferedFile file, string path, Action<long> received, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            // It got this name when it had been checked.
            received(new FileInfo(path).Length);
            return;
        }

        var part = new PartFile(path);
        var transfer = new FileTransfer(client, patience, time, file, part, received);
        await TransferAsync(transfer, part, file, cancellation);
        try
        {
            await CheckHashAsync(part, transfer.Announced ?? file.Hash, file, cancellation);
            ContentCheck.Check(part.Path, file.Path);
        }
        catch (DownloadException)
        {
            part.Remove();
            throw;
        }

        part.Finish(path);
    }

    private async Task TransferAsync(FileTransfer transfer, PartFile part, OfferedFile file, CancellationToken cancellation)
    {
        var failures = 0;
        while (true)
        {
            var before = part.Length;
            try
            {
                await transfer.RunAsync(cancellation);
                return;
            }
            catch (TransferInterruptedException interrupted)
            {
                failures = part.Length - before >= patience.Progress ? 1 : failures + 1;
                if (failures >= patience.Attempts)
                {
                    throw new DownloadException(
                        DownloadFault.HubFailed,
                        $"{file.Path}: given up after {failures} attempts: {interrupted.Message}; the next try goes on where this one stopped",
                        null,
                        interrupted);
                }

                await Task.Delay(Pause(failures, interrupted.RetryAfter), time, cancellation);
            }
        }
    }

    private TimeSpan Pause(int failures, TimeSpan? asked)
    {
        var own = patience.FirstPause * Math.Pow(2, failures - 1);
        var pause = asked > own ? asked.Value : own;
        return pause < patience.LongestPause ? pause : patience.LongestPause;
    }

    private static async Task CheckHashAsync(PartFile part, FileHash? expected, OfferedFile file, CancellationToken cancellation)
    {
        if (expected is not null && await expected.OfFileAsync(part.Path, cancellation) is var actual && actual != expected)
        {
            throw new DownloadException(
                DownloadFault.WrongContent,
                $"{file.Path}: the bytes that came are not those that were announced: their {expected.Algorithm} hash is {actual.Hex} "
                + $"and should be {expected.Hex}; they were removed");
        }
    }
}
