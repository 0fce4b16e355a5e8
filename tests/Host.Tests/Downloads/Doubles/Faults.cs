using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>How a server serves a file, well or badly.</summary>
internal sealed class Faults
{
    private int _answers;

    /// <summary>Bytes after which the connection is cut; one of them for each answer in turn, then no more.</summary>
    public int[] CutAfter { get; init; } = [];

    /// <summary>Whether ranges are ignored: the whole file every time.</summary>
    public bool IgnoresRange { get; init; }

    /// <summary>Added to the length that is announced, where more than that is sent.</summary>
    public byte[] Surplus { get; init; } = [];

    /// <summary>Whether no length is announced.</summary>
    public bool Chunked { get; init; }

    /// <summary>The ETag; null for none. A function of the answer's number, from 0.</summary>
    public Func<int, string?> ETag { get; init; } = _ => "\"one\"";

    /// <summary>What is served instead from an answer on, so that the file changes between two.</summary>
    public (int From, byte[] Bytes)? Changes { get; init; }

    /// <summary>Waited for half-way, or before the connection is cut.</summary>
    public Task Hold { get; init; } = Task.CompletedTask;

    /// <summary>Completes when the first bytes of a body were sent.</summary>
    public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task AnswerAsync(HttpContext context, byte[] bytes)
    {
        var number = Interlocked.Increment(ref _answers) - 1;
        bytes = Changes is { } change && number >= change.From ? change.Bytes : bytes;
        bytes = [.. bytes, .. Surplus];
        var response = context.Response;
        var etag = ETag(number);
        if (etag is not null)
        {
            response.Headers.ETag = etag;
        }

        var start = 0;
        if (!IgnoresRange && RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out var range)
            && (context.Request.Headers.IfRange.Count == 0 || context.Request.Headers.IfRange == etag))
        {
            start = (int)range.Ranges.First().From!.Value;
            if (start >= bytes.Length)
            {
                response.StatusCode = 416;
                response.Headers.ContentRange = $"bytes */{bytes.Length}";
                return;
            }

            response.StatusCode = 206;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {start}-{bytes.Length - 1}/{bytes.Length}");
        }

        if (!Chunked)
        {
            response.ContentLength = bytes.Length - start;
        }

        var end = number < CutAfter.Length ? Math.Min(bytes.Length, start + CutAfter[number]) : bytes.Length;
        var pause = Hold.IsCompleted || end < bytes.Length ? end : start + ((end - start) / 2);
        await response.Body.WriteAsync(bytes.AsMemory(start, pause - start));
        await response.Body.FlushAsync();
        Began.TrySetResult();
        await Hold.WaitAsync(context.RequestAborted);
        await response.Body.WriteAsync(bytes.AsMemory(pause, end - pause));
        if (end < bytes.Length)
        {
            context.Abort();
        }
    }
}
