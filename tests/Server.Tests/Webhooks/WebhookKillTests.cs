using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atelier.Server.Tests.Webhooks;

public class WebhookKillTests
{
    private static readonly string[] Arguments = ["--network:allow=127.0.0.1/32"];

    [Fact]
    public async Task A_server_that_is_killed_while_it_tells_of_a_job_tells_it_after_its_start_with_the_same_id()
    {
        var data = Directory.CreateTempSubdirectory("atelier-webhooks-").FullName;
        await using var receiver = new WebhookReceiver();
        receiver.FallSilent();
        string id, job;
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            await AddAsync(server, receiver);
            job = await QueueAsync(server);
            (id, var body) = await receiver.NextAsync();
            Assert.Contains(job, body);
            await server.KillAsync();
        }

        receiver.SpeakAgain();
        await using (await RunningServer.StartAsync(data, Arguments))
        {
            var again = await receiver.NextAsync();
            Assert.Equal(id, again.Id);
            Assert.Contains(job, again.Body);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_job_that_ended_when_no_server_was_there_to_tell_it_is_told_after_the_start_once()
    {
        var data = Directory.CreateTempSubdirectory("atelier-webhooks-").FullName;
        await using var receiver = new WebhookReceiver();
        string job;
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            await AddAsync(server, receiver);
            using var client = server.Client();
            (await client.PostAsync("/api/v1/queue/pause", null)).EnsureSuccessStatusCode();
            job = await QueueAsync(server);
            await server.KillAsync();
        }

        // As a worker that outlived the server: the job's end is committed, and nobody has read the event.
        using (var store = new ServerStore(data))
        {
            await store.Jobs.CancelAsync(job, CancellationToken.None);
        }

        string id;
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            (id, var body) = await receiver.NextAsync();
            Assert.Equal(
                ("job.canceled", job),
                (Read(body).GetProperty("type").GetString(), Read(body).GetProperty("data").GetProperty("id").GetString()));
            await DeliveredAsync(server, id);
            await server.KillAsync();
        }

        // What was told is not told again.
        await using (var server = await RunningServer.StartAsync(data, Arguments))
        {
            using var client = server.Client();
            var hook = (await client.GetFromJsonAsync<JsonElement>("/api/v1/webhooks"))[0].GetProperty("id").GetString();
            (await client.PostAsync($"/api/v1/webhooks/{hook}/test", null)).EnsureSuccessStatusCode();
            Assert.Contains("webhook.ping", (await receiver.NextAsync()).Body);
        }

        Directory.Delete(data, recursive: true);
    }

    private static async Task AddAsync(RunningServer server, WebhookReceiver receiver)
    {
        using var client = server.Client();
        var answer =
            await client.PostAsJsonAsync(
                "/api/v1/webhooks", new { url = receiver.Url, events = (string[])["job.succeeded", "job.canceled", "webhook.*"] });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> QueueAsync(RunningServer server)
    {
        using var client = server.Client();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            // Until its worker has said what it brings, a server accepts nothing.
            var answer =
                await client.PostAsJsonAsync(
                    "/api/v1/jobs", new { prompt = "a lighthouse", width = 64, height = 64, steps = 2 }, limit.Token);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return Read(await answer.Content.ReadAsStringAsync(limit.Token)).GetProperty("id").GetString()!;
            }
        }
    }

    private static async Task DeliveredAsync(RunningServer server, string id)
    {
        using var client = server.Client();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!(await client.GetStringAsync("/api/v1/webhooks/deliveries?state=delivered", limit.Token)).Contains(
            id, StringComparison.Ordinal))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static JsonElement Read(string body) => JsonElement.Parse(body);
}
