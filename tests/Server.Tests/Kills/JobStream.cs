using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atelier.Server.Tests.Kills;

/// <summary>
/// A client that hands in job after job, and one whose answer never came again under the same key, as a good client does.
/// </summary>
internal sealed class JobStream : IAsyncDisposable
{
    private const int MostPause = 150;

    private readonly Func<RunningServer> _server;
    private readonly Random _random;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };

    public JobStream(Func<RunningServer> server, int seed)
    {
        _server = server;
        _random = new Random(seed);
        _running = Task.Run(RunAsync);
    }

    /// <summary>The ids under which each key was accepted: more than one is a job twice.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> Ids { get; } = [];

    public int Accepted => Ids.Count;

    /// <summary>Waits until so many more are accepted.</summary>
    public async Task MoreAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        for (var enough = Accepted + count; Accepted < enough;)
        {
            if (_running.IsFaulted)
            {
                await _running;
            }

            await Task.Delay(5, limit.Token);
        }
    }

    /// <summary>Stops when the job that is being handed in is accepted.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        for (var job = 1; !_stop.IsCancellationRequested; job++)
        {
            var key = $"key-{job}";
            while (!await TryAsync(key, job))
            {
                await Task.Delay(20);
            }

            // Now and then a client that did hear the answer asks again.
            if (_random.Next(5) == 0)
            {
                await TryAsync(key, job);
            }

            await Task.Delay(_random.Next(MostPause));
        }
    }

    private async Task<bool> TryAsync(string key, int seed)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server().Url, "/api/v1/jobs"))
            {
                Content = JsonContent.Create(
                    new { prompt = $"a lighthouse, number {seed}", width = 64, height = 64, steps = 2, seed, batchSize = 1 + (seed % 2) }),
            };
            request.Headers.Authorization = new("Bearer", RunningServer.AdminKey);
            request.Headers.Add("Idempotency-Key", key);
            using var response = await _client.SendAsync(request);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                return false;
            }

            var answer = await response.Content.ReadAsStringAsync();
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException($"a job was answered with {response.StatusCode}: {answer}");
            }

            using var json = JsonDocument.Parse(answer);
            Ids.GetOrAdd(key, _ => [])[json.RootElement.GetProperty("id").GetString()!] = true;
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            // The server was killed before it answered.
            return false;
        }
    }
}
