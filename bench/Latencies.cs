using System.Diagnostics;

namespace Atelier.Bench;

/// <summary>How long requests took that were due at even times. One that had to wait for its turn took that long too.</summary>
/// <param name="Milliseconds">Sorted.</param>
/// <param name="Errors">Of how many what came back was no success, by status.</param>
internal sealed record Latencies(IReadOnlyList<double> Milliseconds, IReadOnlyDictionary<string, int> Errors)
{
    public double Percentile(double percent) => Milliseconds[Math.Min(Milliseconds.Count - 1, (int)(percent / 100 * Milliseconds.Count))];

    public override string ToString() =>
        $"p50 {Percentile(50):f1} ms   p99 {Percentile(99):f1} ms   max {Milliseconds[^1]:f1} ms   {Milliseconds.Count} requests, "
        + (Errors.Count == 0 ? "no errors" : string.Join(", ", Errors.Select(error => $"{error.Value} × {error.Key}")));

    /// <summary>Sends requests at an even rate, whether or not earlier ones are answered.</summary>
    /// <param name="rate">A second.</param>
    /// <param name="count">In all.</param>
    /// <param name="send">Sends the n-th.</param>
    public static async Task<Latencies> MeasureAsync(double rate, int count, Func<int, Task<HttpResponseMessage>> send)
    {
        var start = Stopwatch.GetTimestamp();
        var requests = new Task<(double Milliseconds, string? Error)>[count];
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / rate);
            if (due - Stopwatch.GetElapsedTime(start) is { } early && early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            requests[i] = OneAsync(i, start, due, send);
        }

        var all = await Task.WhenAll(requests);
        return new Latencies(
            [.. all.Select(one => one.Milliseconds).Order()],
            all.Where(one => one.Error is not null).GroupBy(one => one.Error!).ToDictionary(group => group.Key, group => group.Count()));
    }

    private static async Task<(double Milliseconds, string? Error)> OneAsync(
        int i, long start, TimeSpan due, Func<int, Task<HttpResponseMessage>> send)
    {
        string? error;
        try
        {
            using var answer = await send(i);
            error = answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            error = exception.HttpRequestError.ToString();
        }

        return ((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds, error);
    }
}
