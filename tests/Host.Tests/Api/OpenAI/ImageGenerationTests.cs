using System.Text;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Store;
using Atelier.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Api.OpenAI;

public class ImageGenerationTests
{
    private const string Path = "/v1/images/generations";

    [Fact]
    public async Task Pictures_are_answered_as_text()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(
                Path, """{"prompt":"a fox","model":"starter","n":2,"size":"64x32","response_format":"b64_json","user":"u","style":"vivid","quality":"auto"}""");

        Assert.Equal(200, status);
        var files = body!["data"]!.AsArray().Select(one => Convert.FromBase64String((string)one!["b64_json"]!)).ToList();
        Assert.Equal(2, files.Count);
        Assert.StartsWith("a fox", PictureMetadata.Read(files[0]).Parameters);
        Assert.Equal(("64x32", "png"), ((string)body["size"]!, (string)body["output_format"]!));
        Assert.True((long)body["created"]! > 1_700_000_000);
        Assert.Equal(
            ("starter", 2, "openai", "ann"),
            (server.Asked.Model, server.Asked.Count, server.Queue.Submissions.Last().Source, server.Queue.Submissions.Last().Owner));
    }

    [Fact]
    public async Task A_link_needs_no_key_and_ends_after_an_hour()
    {
        var time = new StandingTime();
        await using var server = await CompatibleServer.StartAsync(time);
        var (_, body) = await server.PostAsync(Path, """{"prompt":"a fox","size":"64x32","output_format":"webp"}""");
        var link = (string)body!["data"]![0]!["url"]!;
        using var anybody = server.Anonymous();

        using var picture = await anybody.GetAsync(link);
        using var forged = await anybody.GetAsync(link.Replace("signature=", "signature=0"));
        using var other = await anybody.GetAsync(link.Replace(".webp", ".png"));
        time.Pass(TimeSpan.FromMinutes(59));
        using var late = await anybody.GetAsync(link);
        time.Pass(TimeSpan.FromMinutes(1));
        using var tooLate = await anybody.GetAsync(link);

        Assert.Equal((200, "image/webp"), ((int)picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        Assert.Equal(
            ("nosniff", "cross-origin"),
            (picture.Headers.GetValues("X-Content-Type-Options").Single(),
                picture.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        Assert.StartsWith("a fox", PictureMetadata.Read(await picture.Content.ReadAsByteArrayAsync()).Parameters);
        Assert.Equal(
            [403, 403, 200, 403], ((HttpResponseMessage[])[forged, other, late, tooLate]).Select(answer => (int)answer.StatusCode));
        Assert.Equal("link_expired", (string)JsonNode.Parse(await tooLate.Content.ReadAsStringAsync())!["error"]!["code"]!);
    }

    [Fact]
    public async Task A_link_outlives_a_restart()
    {
        await using var server = await CompatibleServer.StartAsync();
        var (_, body) = await server.PostAsync(Path, """{"prompt":"a fox","size":"64x32"}""");
        var link = new Uri((string)body!["data"]![0]!["url"]!).PathAndQuery;

        await server.RestartAsync();

        using var anybody = server.Anonymous();
        using var picture = await anybody.GetAsync(link);
        Assert.Equal(200, (int)picture.StatusCode);
    }

    [Theory]
    [InlineData("low", 10)]
    [InlineData("high", 40)]
    [InlineData("hd", 40)]
    [InlineData("standard", null)]
    [InlineData("auto", null)]
    public async Task Quality_is_a_number_of_steps(string quality, int? steps)
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(Path, $$"""{"prompt":"a fox","size":"auto","quality":"{{quality}}"}""");

        Assert.Equal((steps, null, null), (server.Asked.Steps, server.Asked.Width, server.Asked.Height));
    }

    [Theory]
    [InlineData("dall-e-3", "url")]
    [InlineData("gpt-image-1", "b64_json")]
    [InlineData(null, "url")]
    public async Task Programs_that_name_OpenAIs_own_models_get_the_default_model(string? model, string answer)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(Path, $$"""{"prompt":"a fox","size":"64x32","model":{{(model is null ? "null" : $"\"{model}\"")}}}""");

        Assert.Equal((200, null), (status, server.Asked.Model));
        Assert.NotNull(body!["data"]![0]![answer]);
    }

    [Fact]
    public async Task A_stream_tells_unfinished_pictures_then_the_finished_one()
    {
        await using var server = await CompatibleServer.StartAsync();
        var preview = PictureCodec.Encode(Picture.Own(8, 4, new byte[8 * 4 * 3]), new JpegEncoding());
        server.Queue.Progress =
            [.. Enumerable.Range(1, 6).Select(step => new JobProgress("sample", step, 6, 1, null) { Preview = preview })];

        var events =
            await StreamAsync(server, """{"prompt":"a fox","size":"64x32","stream":true,"partial_images":2,"output_format":"webp"}""");

        Assert.Equal(
            ["image_generation.partial_image", "image_generation.partial_image", "image_generation.completed"],
            events.Select(one => one.Name));
        Assert.Equal([0, 1], events[..2].Select(one => (int)one.Data["partial_image_index"]!));
        Assert.All(events, one =>
        {
            var header = PictureHeader.Read(Convert.FromBase64String((string)one.Data["b64_json"]!));
            Assert.Equal((64, 32, "webp"), (header.Width, header.Height, (string)one.Data["output_format"]!));
            Assert.Equal(one.Name, (string)one.Data["type"]!);
        });
    }

    [Fact]
    public async Task A_stream_of_a_job_that_fails_ends_with_the_error()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Failure = new JobError("generation_failed", "the picture is not a number");

        var events = await StreamAsync(server, """{"prompt":"a fox","size":"64x32","stream":true}""");

        Assert.Equal(("error", "the picture is not a number"), (events.Single().Name, (string)events.Single().Data["error"]!["message"]!));
    }

    [Theory]
    [InlineData("""{"size":"64x32"}""", 400, "prompt")]
    [InlineData("""{"prompt":"x","n":11}""", 400, "n")]
    [InlineData("""{"prompt":"x","size":"big"}""", 400, "size")]
    [InlineData("""{"prompt":"x","size":"513x512"}""", 400, "size")]
    [InlineData("""{"prompt":"x","quality":"best"}""", 400, "quality")]
    [InlineData("""{"prompt":"x","style":"grim"}""", 400, "style")]
    [InlineData("""{"prompt":"x","background":"transparent"}""", 400, "background")]
    [InlineData("""{"prompt":"x","output_format":"gif"}""", 400, "output_format")]
    [InlineData("""{"prompt":"x","output_compression":101}""", 400, "output_compression")]
    [InlineData("""{"prompt":"x","partial_images":4}""", 400, "partial_images")]
    [InlineData("""{"prompt":"x","response_format":"file"}""", 400, "response_format")]
    [InlineData("""{"prompt":"x","model":"none such"}""", 404, "model")]
    public async Task What_is_wrong_is_told_in_the_envelope(string request, int expected, string param)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(Path, request);

        Assert.Equal(
            (expected, param, "invalid_request_error"), (status, (string)body!["error"]!["param"]!, (string)body["error"]!["type"]!));
        Assert.StartsWith(param + ": ", (string)body["error"]!["message"]!);
        Assert.Empty(server.Queue.Submissions);
    }

    [Theory]
    [InlineData(QueueRefusal.Full, 429, "rate_limit_error", null)]
    [InlineData(QueueRefusal.Unavailable, 503, "server_error", null)]
    public async Task A_refusal_says_whether_to_try_again(QueueRefusal reason, int expected, string type, string? shouldRetry)
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Refusal = new QueueRefusedException(reason, "not now");

        using var response = await server.Client.PostAsync(Path, Json("""{"prompt":"x"}"""));

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(type, (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["type"]!);
        Assert.Equal(shouldRetry, response.Headers.TryGetValues("x-should-retry", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task A_job_that_failed_is_not_tried_again_by_the_client()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Failure = new JobError("generation_failed", "the picture is not a number");

        using var response = await server.Client.PostAsync(Path, Json("""{"prompt":"x","size":"64x32"}"""));

        Assert.Equal((500, "false"), ((int)response.StatusCode, response.Headers.GetValues("x-should-retry").Single()));
        Assert.StartsWith("req_", response.Headers.GetValues("x-request-id").Single());
    }

    [Fact]
    public async Task A_failed_request_names_the_parameter_at_fault()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Failure = new JobError("invalid_request", "width: 64 is too wide for this model", "width");

        var (status, body) = await server.PostAsync(Path, """{"prompt":"x","size":"64x32"}""");

        Assert.Equal(
            (400, "size", "size: 64 is too wide for this model"),
            (status, (string)body!["error"]!["param"]!, (string)body["error"]!["message"]!));
    }

    [Fact]
    public async Task Models_are_listed_and_found()
    {
        await using var server = await CompatibleServer.StartAsync();
        using var viewer = await server.ClientAsync("vic", Role.Viewer);

        var list = (await server.GetAsync("/v1/models"))!;
        var one = (await server.GetAsync("/v1/models/starter"))!;
        using var missing = await viewer.GetAsync("/v1/models/startr");

        Assert.Equal(("list", "starter"), ((string)list["object"]!, (string)list["data"]![0]!["id"]!));
        Assert.Equal(("starter", "model", "atelier"), ((string)one["id"]!, (string)one["object"]!, (string)one["owned_by"]!));
        Assert.Equal(404, (int)missing.StatusCode);
        Assert.Contains("did you mean 'starter'", (string)JsonNode.Parse(await missing.Content.ReadAsStringAsync())!["error"]!["message"]!);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_made()
    {
        await using var server = await CompatibleServer.StartAsync();
        using var client = server.Anonymous();

        var (status, body) = await CompatibleServer.PostAsync(client, Path, """{"prompt":"x"}""");

        Assert.Equal((401, "invalid_api_key"), (status, (string)body!["error"]!["code"]!));
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<List<(string Name, JsonNode Data)>> StreamAsync(CompatibleServer server, string json)
    {
        using var response = await server.Client.PostAsync(Path, Json(json));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var blocks = (await response.Content.ReadAsStringAsync()).Split("\n\n")
            .Where(block => block.StartsWith("event: ", StringComparison.Ordinal));
        return [.. blocks.Select(block => block.Split('\n'))
            .Select(lines => (lines[0]["event: ".Length..], JsonNode.Parse(lines[1]["data: ".Length..])!))];
    }

    private sealed class StandingTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        public void Pass(TimeSpan span) => _now += span;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
