using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atelier.Server.Tests;

/// <summary>Calls that wait for a server which has just been started.</summary>
internal static class PatientClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Calls, and expects success. Until its worker has said what it brings, a server judges no recipe and accepts no job.
    /// </summary>
    public static async Task<JsonElement> CallAsync(this HttpClient client, HttpMethod method, string address, object? body = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await client.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                Assert.True(response.IsSuccessStatusCode, $"{method} {address}: {(int)response.StatusCode} {text}");
                return text.Length > 0 ? JsonElement.Parse(text) : default;
            }

            await Task.Delay(Glance, limit.Token);
        }
    }

    /// <summary>Waits until a run is over.</summary>
    public static async Task<JsonElement> EndOfRunAsync(this HttpClient client, string id)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var run = await client.CallAsync(HttpMethod.Get, $"/api/v1/runs/{id}");
            if (run.GetProperty("state").GetString() is not ("waiting" or "running"))
            {
                return run;
            }

            await Task.Delay(Glance, limit.Token);
        }
    }
}
