using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Native;

public sealed class UploadTests(SharedApiServer shared) : IClassFixture<SharedApiServer>
{
    private const string Address = "/api/v1/uploads";
    private readonly ApiServer _server = shared.Server;

    [Fact]
    public async Task An_upload_is_named_by_its_hash_and_given_back_to_its_owner()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var file = PictureFile.Png(48, 32, level: 1);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));

        using var response = await ann.PostAsync(Address, Body(file, "image/png"));

        Assert.Equal((HttpStatusCode.Created, $"{Address}/{hash}"), (response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Equal(
            $$"""{"picture":"sha256:{{hash}}","width":48,"height":32,"bytes":{{file.Length}},"format":"png"}""",
            await response.Content.ReadAsStringAsync());
        Assert.Equal(file, await ann.GetByteArrayAsync($"{Address}/{hash}"));
    }

    [Fact]
    public async Task A_form_s_file_is_taken_too()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        using var form = new MultipartFormDataContent { { Body(PictureFile.Jpeg(), "image/jpeg"), "file", "fox.jpg" } };

        var upload = await ann.PostAsync(Address, form).JsonAsync(201);

        Assert.Equal("jpeg", upload.GetProperty("format").GetString());
    }

    [Fact]
    public async Task Another_s_upload_is_not_there_but_for_operators()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        using var bob = await _server.ClientAsync(Role.User, $"bob-{Guid.NewGuid()}");
        using var operators = await _server.ClientAsync(Role.Operator, $"operator-{Guid.NewGuid()}");
        var reference = await UploadAsync(ann, PictureFile.Png(level: 2));
        var job = Job(reference);

        await bob.GetAsync($"{Address}/{reference[7..]}").ProblemAsync(404);
        var problem = await bob.PostTextAsync("/api/v1/jobs", job).ProblemAsync(400);
        Assert.Equal("image.picture", problem.GetProperty("field").GetString());
        Assert.Contains("is unknown", problem.GetProperty("detail").GetString());
        await ann.PostTextAsync("/api/v1/jobs", job).JsonAsync(202);
        await operators.PostTextAsync("/api/v1/jobs", job).JsonAsync(202);
    }

    [Fact]
    public async Task A_picture_in_the_request_is_kept_before_the_job_is_accepted()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var (first, second) = (PictureFile.Png(level: 3), PictureFile.Png(level: 4));
        var json = $$"""
            { "prompt": "a fox", "image": { "picture": "{{PictureFile.DataUri(first)}}", "mask": { "picture": "{{Convert.ToBase64String(second)}}" } } }
            """;

        var job = await ann.PostTextAsync("/api/v1/jobs", json).JsonAsync(202);

        var image = job.GetProperty("request").GetProperty("image");
        Assert.Equal(ReferenceOf(first), image.GetProperty("picture").GetString());
        Assert.Equal(ReferenceOf(second), image.GetProperty("mask").GetProperty("picture").GetString());
        Assert.Equal(second, await ann.GetByteArrayAsync($"{Address}/{ReferenceOf(second)[7..]}"));
    }

    [Fact]
    public async Task The_same_picture_in_another_spelling_is_the_same_request()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var file = PictureFile.Png(level: 5);
        var key = Guid.NewGuid().ToString();
        var spellings = new[] { await UploadAsync(ann, file), PictureFile.DataUri(file), Convert.ToBase64String(file) };

        var ids = new List<string?>();
        foreach (var spelling in spellings)
        {
            ids.Add((await Send(ann, Job(spelling), key).JsonAsync(202)).GetProperty("id").GetString());
        }

        Assert.Single(ids.Distinct());
        await Send(ann, Job(await UploadAsync(ann, PictureFile.Png(level: 6))), key).ProblemAsync(409);
    }

    [Fact]
    public async Task A_picture_that_was_made_here_is_named_by_its_id_and_its_bytes_are_what_counts()
    {
        await using var own = await ApiServer.StartAsync();
        using var client = await own.ClientAsync(Role.User, "ann");
        var file = PictureFile.Png(level: 7);
        var (_, picture) = await own.SucceedAsync("ann", file);

        var job = await client.PostTextAsync("/api/v1/jobs", Job(picture)).JsonAsync(202);
        await client.DeleteAsync($"/api/v1/pictures/{picture}");
        var replayed = await client.PostTextAsync("/api/v1/jobs", Job(ReferenceOf(file))).JsonAsync(202);

        Assert.Equal(ReferenceOf(file), job.GetProperty("request").GetProperty("image").GetProperty("picture").GetString());
        Assert.Equal(ReferenceOf(file), replayed.GetProperty("request").GetProperty("image").GetProperty("picture").GetString());
        await client.PostTextAsync("/api/v1/jobs", Job(picture)).ProblemAsync(400);
    }

    [Fact]
    public async Task One_key_may_not_fill_the_disk_with_what_no_job_uses()
    {
        await using var server = await ApiServer.StartAsync(options => options with { UnusedUploads = 400 });
        using var ann = await server.ClientAsync(Role.User, "ann");
        using var bob = await server.ClientAsync(Role.User, "bob");
        var file = PictureFile.Png(64, 64, level: 8);
        Assert.InRange(file.Length, 100, 400);

        var reference = await UploadAsync(ann, file);
        await ann.PostAsync(Address, Body(PictureFile.Png(64, 64, level: 9), "image/png")).ProblemAsync(429);
        await UploadAsync(bob, file);
        await ann.PostTextAsync("/api/v1/jobs", Job(reference)).JsonAsync(202);
        await UploadAsync(ann, PictureFile.Png(64, 64, level: 9));
    }

    [Fact]
    public async Task Before_queuing_every_picture_that_is_missing_is_named_and_none_is_kept()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var file = PictureFile.Png(level: 10);
        var json = $$"""
            { "prompt": "a fox", "image": { "picture": "{{PictureFile.DataUri(file)}}", "mask": { "picture": "sha256:{{new string('0', 64)}}" }, "depth": "x/../y" } }
            """;

        var answer = await ann.PostTextAsync("/api/v1/capabilities", json).JsonAsync();

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(
            ["image.mask.picture", "image.depth"],
            answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("field").GetString()).Take(2));
        await ann.GetAsync($"{Address}/{ReferenceOf(file)[7..]}").ProblemAsync(404);
    }

    [Fact]
    public async Task A_viewer_uploads_nothing()
    {
        using var viewer = await _server.ClientAsync(Role.Viewer, $"viewer-{Guid.NewGuid()}");

        await viewer.PostAsync(Address, Body(PictureFile.Png(), "image/png")).ProblemAsync(403);
    }

    private static string Job(string picture) =>
        $$"""{ "prompt": "a fox", "width": 64, "height": 64, "image": { "picture": "{{picture}}" } }""";

    private static string ReferenceOf(byte[] file) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(file))}";

    private static async Task<string> UploadAsync(HttpClient client, byte[] file) =>
        (await client.PostAsync(Address, Body(file, "image/png")).JsonAsync(201)).GetProperty("picture").GetString()!;

    private static Task<HttpResponseMessage> Send(HttpClient client, string json, string idempotencyKey)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs")
        {
            Content = new StringContent(json, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return client.SendAsync(request);
    }

    private static HttpContent Body(byte[] file, string type)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }
}
