using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Atelier.Host.Downloads;

/// <summary>One request for a file or for the rest of it, from its headers to its last byte.</summary>
internal sealed class FileTransfer(
    HubClient client, DownloadPatience patience, TimeProvider time, OfferedFile file, PartFile part, Action<long> received)
{
    /// <summary>The SHA-256 that the server announced on the way; null where it did not.</summary>
    public FileHash? Announced { get; private set; }

    /// <summary>Runs to the end of the file.</summary>
    /// <exception cref="TransferInterruptedException">It broke off.</exception>
    /// <exception cref="DownloadException">It cannot be had at all.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(patience.Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            // Without a hash, and without a sign that the server still has the same file, the rest might be another's.
            var condition = part.Condition();
            var have = condition is not null || file.Hash is not null ? part.Length : 0;
            if (have > 0 && file.IsExact && have == file.Bytes)
            {
                return;
            }

            using var response = await client.GetAsync(file.Url, headers => AskForRest(headers, have, condition), either.Token);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
            {
                // Either all of it is there, or what is there is no part of it.
                if (response.Content.Headers.ContentRange?.Length != have)
                {
                    part.Remove();
                    throw new TransferInterruptedException("what was fetched before is no part of the file");
                }

                return;
            }

            Accept(response);
            var isPart = response.StatusCode == HttpStatusCode.PartialContent;
            var append = isPart && response.Content.Headers.ContentRange?.From == have;
            if (isPart && !append)
            {
                part.Remove();
                throw new TransferInterruptedException("the server sent another part than was asked for");
            }

            var start = append ? have : 0;
            var total = response.Content.Headers.ContentLength is { } length ? start + length : (long?)null;
            CheckTotal(total);
            await CopyAsync(response, start, append, silence, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new TransferInterruptedException(
                $"{file.Url.Host} sent nothing for {patience.Silence.TotalSeconds:0} seconds", null, exception);
        }
        catch (HttpRequestException exception)
        {
            throw new TransferInterruptedException($"{file.Url.Host}: {exception.Message}", null, exception);
        }
    }

    private static void AskForRest(HttpRequestHeaders headers, long have, RangeConditionHeaderValue? condition)
    {
        if (have > 0)
        {
            headers.Range = new RangeHeaderValue(have, null);
            headers.IfRange = condition;
        }
    }

    private void Accept(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            // A store that the hub led to refuses when its signed address is too old: the hub gives a new one.
            var isStore = response.RequestMessage?.RequestUri is { } end && !HubOptions.SameOrigin(end, file.Url);
            var status = (int)response.StatusCode;
            throw status is 408 or 425 or 429 or >= 500 || (isStore && status is 401 or 403)
                ? new TransferInterruptedException(
                    string.Create(CultureInfo.InvariantCulture, $"{file.Url.Host} answers {status}"), RetryAfter(response))
                : HubRefusals.Of(response, file.Url, client.Options);
        }

        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            throw new DownloadException(
                DownloadFault.WrongContent,
                $"{file.Path}: {file.Url.Host} sends a web page instead of the file; perhaps it wants a sign-in");
        }

        Announced = LinkedHash.Of(response);
        if (Announced is not null && file.Hash is { } known && known.Algorithm == Announced.Algorithm && known != Announced)
        {
            throw new DownloadException(
                DownloadFault.WrongContent,
                $"{file.Path}: {file.Url.Host} is about to send other bytes than it announced: their SHA-256 is {Announced.Hex} "
                + $"and should be {known.Hex}");
        }
    }

    private void CheckTotal(long? total)
    {
        if (file is { IsExact: true, Bytes: { } expected } && total is not null && total != expected)
        {
            throw new DownloadException(
                DownloadFault.WrongContent, $"{file.Path}: {file.Url.Host} sends {total} bytes; {expected} were announced");
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, long start, bool append, CancellationTokenSource silence, CancellationToken cancellation)
    {
        var most = file is { IsExact: true, Bytes: { } bytes } ? bytes : patience.Largest;
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        await using var target = part.Open(append, response);
        var buffer = new byte[256 << 10];
        var have = start;
        received(have);
        while (true)
        {
            silence.CancelAfter(patience.Silence);
            var read = await ReadAsync(body, buffer, cancellation);
            if (read == 0)
            {
                break;
            }

            have += read;
            if (have > most)
            {
                await target.DisposeAsync();
                part.Remove();
                throw new DownloadException(
                    DownloadFault.WrongContent,
                    $"{file.Path}: {file.Url.Host} sends more than the {most} bytes that were announced; what came was removed");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            received(have);
        }

        target.Flush(flushToDisk: true);
        if (file is { IsExact: true, Bytes: { } expected } && have < expected)
        {
            throw new TransferInterruptedException($"{file.Url.Host} ended at byte {have} of {expected}");
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException exception)
        {
            // Reading breaks off where the connection does; writing fails by the disk, and that is no reason to try again.
            throw new TransferInterruptedException($"the connection broke off ({exception.Message})", null, exception);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is not { } after ? null : after.Delta ?? after.Date - time.GetUtcNow();
}
