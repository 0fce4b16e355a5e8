using System.Net.Http.Json;
using System.Text.Json;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.Server.Tests.Worker;

/// <summary>What goes between a server and its worker beside the jobs, over HTTP from end to end.</summary>
public class LinkTests
{
    // Only the link is quick enough for these: a heartbeat would be too late.
    private static readonly string[] SlowHeart = ["--server:heartbeat=15s"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_running_job_is_cancelled_within_a_step()
    {
        await using var server = await RunningServer.StartAsync(arguments: SlowHeart);
        using var client = server.Client();
        using var store = new ServerStore(server.Data);
        var id = await PostAsync(client, ServerStore.Long());
        await store.WaitAsync(id, job => job.State == JobState.Running);

        (await client.PostAsync($"/api/v1/jobs/{id}/cancel", JsonContent.Create(new { }))).EnsureSuccessStatusCode();

        var ended = await store.WaitAsync(id, job => job.IsOver).WaitAsync(TimeSpan.FromSeconds(12));
        Assert.Equal(JobState.Canceled, ended.State);
    }

    [Fact]
    public async Task A_skipped_batch_is_left_out_and_the_rest_is_kept()
    {
        await using var server = await RunningServer.StartAsync(arguments: SlowHeart);
        using var client = server.Client();
        using var store = new ServerStore(server.Data);
        var id = await PostAsync(client, ServerStore.Long() with { Steps = 40, Count = 3, Seed = 5 });
        await using (var events = await EventsAsync(client))
        {
            await events.FirstAsync(line => line.Contains("\"stage\":\"sample\""));
        }

        (await client.PostAsync($"/api/v1/jobs/{id}/skip", JsonContent.Create(new { }))).EnsureSuccessStatusCode();

        var ended = await store.WaitAsync(id, job => job.IsOver);
        Assert.Equal((JobState.Succeeded, 2), (ended.State, ended.Pictures.Count));
        Assert.Contains(7ul, ended.Pictures.Select(picture => picture.Seed));
    }

    [Fact]
    public async Task An_interrupted_job_answers_with_the_pictures_that_are_done()
    {
        await using var server = await RunningServer.StartAsync(arguments: SlowHeart);
        using var client = server.Client();
        var body = new { prompt = "a lighthouse", width = 256, height = 256, steps = 40, n_iter = 100, seed = 5 };
        var waiting = client.PostAsJsonAsync("/sdapi/v1/txt2img", body);
        await UntilAsync(client, "/sdapi/v1/progress", progress =>
            progress.GetProperty("state").GetProperty("job_no").GetInt32() >= 1
                && progress.GetProperty("state").GetProperty("sampling_step").GetInt32() >= 1);

        (await client.PostAsync("/sdapi/v1/interrupt", null)).EnsureSuccessStatusCode();

        var answer = await (await waiting.WaitAsync(Limit)).Content.ReadFromJsonAsync<JsonElement>();
        using var info = JsonDocument.Parse(answer.GetProperty("info").GetString()!);
        var images = answer.GetProperty("images").GetArrayLength();
        Assert.InRange(images, 1, 99);
        Assert.Equal(
            Enumerable.Range(5, images), info.RootElement.GetProperty("all_seeds").EnumerateArray().Select(seed => seed.GetInt32()));
    }

    [Fact]
    public async Task Who_listens_sees_the_picture_come()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();
        await using var events = await EventsAsync(client);
        await PostAsync(client, ServerStore.Long());

        var line = await events.FirstAsync(line => line.Contains("data:image/jpeg;base64,"));

        using var progress = JsonDocument.Parse(line["data:".Length..]);
        var preview = Convert.FromBase64String(progress.RootElement.GetProperty("preview").GetString()!.Split(',')[1]);
        var picture = Diffusion.Imaging.PictureCodec.Decode(preview);
        Assert.Equal((256, 256), (picture.Width, picture.Height));
        Assert.True(progress.RootElement.GetProperty("stepsPerSecond").GetDouble() > 0);
    }

    [Fact]
    public async Task A_model_is_loaded_and_let_go_on_request_and_a_schedule_is_computed()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = server.Client();

        (await client.PostAsync("/api/v1/models/starter/load", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        await UntilAsync(client, "/api/v1/models/starter", model => model.GetProperty("loaded").GetBoolean());
        (await client.PostAsync("/api/v1/models/starter/unload", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        await UntilAsync(client, "/api/v1/models/starter", model => !model.GetProperty("loaded").GetBoolean());

        var sigmas = await client.GetFromJsonAsync<JsonElement>("/api/v1/noise-schedules/karras/sigmas?steps=5&model=starter");
        Assert.Equal(6, sigmas.GetProperty("sigmas").GetArrayLength());
        Assert.Equal(0, sigmas.GetProperty("sigmas")[5].GetDouble());
    }

    private static async Task<string> PostAsync(HttpClient client, GenerationRequest request)
    {
        var body = new { request.Prompt, request.Model, request.Width, request.Height, request.Steps, request.Seed, request.Count };
        using var answer = await client.PostAsJsonAsync("/api/v1/jobs", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task UntilAsync(HttpClient client, string url, Func<JsonElement, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!isSo(await client.GetFromJsonAsync<JsonElement>(url, limit.Token)))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task<EventLines> EventsAsync(HttpClient client) =>
        new(new StreamReader(await client.GetStreamAsync("/api/v1/events")));

    private sealed class EventLines(StreamReader reader) : IAsyncDisposable
    {
        public async Task<string> FirstAsync(Func<string, bool> isIt)
        {
            using var limit = new CancellationTokenSource(Limit);
            while (await reader.ReadLineAsync(limit.Token) is { } line)
            {
                if (isIt(line))
                {
                    return line;
                }
            }

            throw new EndOfStreamException("the events ended");
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
