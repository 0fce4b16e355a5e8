using System.Diagnostics;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Native;

/// <summary>Requests that cannot be: each is refused with the field at fault, and nothing is queued.</summary>
public class JobBodyTests(SharedApiServer shared) : IClassFixture<SharedApiServer>
{
    private readonly ApiServer _server = shared.Server;
    private readonly HttpClient _client = shared.Client;

    [Theory]
    [InlineData("""{"prompt":"x","width":999999999}""", "width", "multiple of 8")]
    [InlineData("""{"prompt":"x","width":0}""", "width", "multiple of 8")]
    [InlineData("""{"prompt":"x","width":-8}""", "width", "multiple of 8")]
    [InlineData("""{"prompt":"x","height":513}""", "height", "multiple of 8")]
    [InlineData("""{"prompt":"x","steps":-1}""", "steps", "from 1 to 150")]
    [InlineData("""{"prompt":"x","steps":0}""", "steps", "from 1 to 150")]
    [InlineData("""{"prompt":"x","steps":2147483648}""", "steps", "a whole number")]
    [InlineData("""{"prompt":"x","steps":"20"}""", "steps", "a whole number")]
    [InlineData("""{"prompt":"x","steps":20.5}""", "steps", "a whole number")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scale":1e999}}""", "guidanceSettings.scale", "from 0 to 100")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scale":"NaN"}}""", "guidanceSettings.scale", "a number")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scale":"1e999"}}""", "guidanceSettings.scale", "a number")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scale":null}}""", "guidanceSettings.scale", "must not be null")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scal":1}}""", "guidanceSettings.scal", "did you mean 'scale'")]
    [InlineData("""{"prompt":"x","guidanceSettings":7}""", "guidanceSettings", "an object")]
    [InlineData("""{"prompt":"x","seed":18446744073709551616}""", "seed", "from 0 to 18446744073709551615")]
    [InlineData("""{"prompt":"x","seed":-2}""", "seed", "or -1 for a random one")]
    [InlineData("""{"prompt":"x","width":2048,"height":2048,"steps":150,"batchSize":16}""", "budget", "make it smaller or split it")]
    [InlineData("""{"prompt":"x\u0000"}""", "prompt", "control character U+0000")]
    [InlineData("""{"prompt":"\ud800"}""", "prompt", "whole Unicode characters")]
    [InlineData("""{"prompt":"\u202e"}""", "prompt", "direction control U+202E")]
    [InlineData("""{"prompt":null}""", "prompt", "must not be null")]
    [InlineData("""{"steps":20}""", "prompt", "is missing")]
    [InlineData("""{"prompt":"x","stpes":20}""", "stpes", "did you mean 'steps'")]
    [InlineData("""{"prompt":"x","Steps":20}""", "Steps", "did you mean 'steps'")]
    [InlineData("""{"prompt":"x","priority":11}""", "priority", "from -10 to 10")]
    [InlineData("""{"prompt":"x","priority":"high"}""", "priority", "from -10 to 10")]
    [InlineData("""{"prompt":"x","samplerOptions":{"eta":"a"}}""", "samplerOptions", "names and numbers")]
    [InlineData("""{"prompt":"x","emphasis":"loud"}""", "emphasis", "a1111, comfy or none")]
    [InlineData("""{"prompt":"x","image":{}}""", "image.picture", "is missing")]
    [InlineData("""{"prompt":"x","image":{"picture":null}}""", "image.picture", "must not be null")]
    [InlineData("""{"prompt":"x","image":{"picture":"p","strenth":1}}""", "image.strenth", "did you mean 'strength'")]
    [InlineData("""{"prompt":"x","image":{"picture":"p","mask":{"picture":"p","blur":"4"}}}""", "image.mask.blur", "a number")]
    [InlineData("""{"prompt":"x","controls":{}}""", "controls", "an array of objects")]
    [InlineData("""{"prompt":"x","controls":[null]}""", "controls[0]", "an object")]
    [InlineData("""{"prompt":"x","controls":[{"model":"m"},{"weight":1}]}""", "controls[1].model", "is missing")]
    [InlineData("""{"prompt":"x","controls":[{"model":"m","weight":"1"}]}""", "controls[0].weight", "a number")]
    [InlineData("""{"prompt":"x","controls":[{"model":"m","preprocessorOptions":{"low":"a"}}]}""", "controls[0].preprocessorOptions",
        "names and numbers")]
    [InlineData("""{"prompt":"x","adapters":[{"name":"a","wieght":1}]}""", "adapters[0].wieght", "did you mean 'weight'")]
    [InlineData("""{"prompt":"x","grid":{"x":{"field":"steps","values":[1]}}}""", "grid.x.values", "an array of texts")]
    [InlineData("""{"prompt":"x","variation":{"seed":-2}}""", "variation.seed", "or -1 for a random one")]
    public async Task A_field_that_is_wrong_is_named_with_what_would_be_right(string body, string field, string words)
    {
        var problem = await _client.PostTextAsync("/api/v1/jobs", body).ProblemAsync(400);

        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Contains(words, problem.GetProperty("detail").GetString());
        Assert.Empty((await _server.Jobs.ListAsync(new JobFilter(1, Source: "api", Text: "x"), default)).Jobs);
        Assert.Empty(_server.Log.Errors);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var problem = await _client.PostAsync("/api/v1/jobs", new { prompt = "x", width = 3, steps = 0 }).ProblemAsync(400);

        Assert.Equal(
            ["width", "steps"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("""{"prompt":"x"} {}""")]
    [InlineData("""{"prompt":"x"}x""")]
    [InlineData("""{"prompt":"x","prompt":"y"}""")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scale":1,"scale":2}}""")]
    [InlineData("""{"prompt":"x",}""")]
    [InlineData("""{"prompt":"x" /* y */}""")]
    [InlineData("""{"prompt":"x","guidanceSettings":{"scale":NaN}}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task What_is_no_JSON_object_is_refused(string body)
    {
        await _client.PostTextAsync("/api/v1/jobs", body).ProblemAsync(400);

        Assert.Empty((await _server.Jobs.ListAsync(new JobFilter(1, Source: "api", Text: "x"), default)).Jobs);
        Assert.Empty(_server.Log.Errors);
    }

    [Fact]
    public async Task JSON_that_is_deep_or_long_is_refused_quickly()
    {
        string[] bodies =
        [
            new string('[', 10_000) + new string(']', 10_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000),
            "[" + string.Join(',', Enumerable.Repeat("1", 100_000)) + "]",
            "{\"prompt\":[" + string.Join(',', Enumerable.Repeat("1", 100_000)) + "]}",
        ];
        await _client.PostTextAsync("/api/v1/jobs", "{").ProblemAsync(400);
        foreach (var body in bodies)
        {
            var clock = Stopwatch.StartNew();

            await _client.PostTextAsync("/api/v1/jobs", body).ProblemAsync(400);

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"took {clock.Elapsed}");
        }
    }

    [Theory]
    [InlineData("Content-Length: 104857600\r\n\r\n{")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1100000\r\n")]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read(string rest)
    {
        var key = _client.DefaultRequestHeaders.Authorization!.Parameter;
        using var raw = await RawConnection.OpenAsync(_server.Url);

        await raw.SendAsync(
            $"POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n{rest}");
        await raw.SendAsync(new string(' ', rest.Contains("chunked", StringComparison.Ordinal) ? 0x1100000 : 1));

        Assert.StartsWith("HTTP/1.1 413 ", await raw.ReceiveAsync());
    }

    [Fact]
    public async Task A_seed_of_minus_one_is_a_random_one_that_is_recorded()
    {
        var job = await _client.PostTextAsync("/api/v1/jobs", """{"prompt":"a lighthouse","seed":-1}""").JsonAsync(202);
        var largest =
            await _client.PostTextAsync("/api/v1/jobs", """{"prompt":"a lighthouse","seed":18446744073709551615}""").JsonAsync(202);

        Assert.True(job.GetProperty("request").GetProperty("seed").TryGetUInt64(out _));
        Assert.Equal(ulong.MaxValue, largest.GetProperty("request").GetProperty("seed").GetUInt64());
    }

    [Fact]
    public async Task A_long_prompt_of_emoji_is_refused_and_the_log_stays_whole()
    {
        await _client.PostAsync("/api/v1/jobs", new { prompt = string.Concat(Enumerable.Repeat("🗼", 5001)) }).ProblemAsync(400);
        await _client.PostAsync("/api/v1/jobs", new { prompt = "\u200f مرحبا \u200e" }).JsonAsync(202);

        Assert.All(_server.Log.Lines, line => Assert.DoesNotContain("🗼", line));
    }
}
