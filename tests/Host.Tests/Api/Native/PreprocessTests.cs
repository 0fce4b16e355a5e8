using System.Net;
using System.Net.Http.Headers;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;

namespace Atelier.Host.Tests.Api.Native;

public sealed class PreprocessTests(SharedApiServer shared) : IClassFixture<SharedApiServer>
{
    private const string Address = "/api/v1/preprocess";
    private readonly ApiServer _server = shared.Server;

    [Fact]
    public async Task A_map_comes_as_a_data_uri_or_as_a_file()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        var asked = Answer(new MapFile([1, 2, 3], 64, 32));
        var picture = PictureFile.Png(level: 21);
        var json = $$"""{ "picture": "{{PictureFile.DataUri(picture)}}", "preprocessor": "canny", "options": { "low": 50 }, "resolution": 128, "seed": 7 }""";

        var map = await ann.PostTextAsync(Address, json).JsonAsync(200);

        Assert.Equal("""{"picture":"data:image/png;base64,AQID","width":64,"height":32}""", map.GetRawText());
        var question = Assert.IsType<PreprocessQuestion>(Assert.Single(asked));
        Assert.Equal(picture, question.File);
        Assert.Equal(("canny", 50.0, 128, 7ul), (question.Preprocessor, question.Options["low"], question.Resolution, question.Seed));

        ann.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("image/png"));
        using var response = await ann.PostTextAsync(Address, json);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(new byte[] { 1, 2, 3 }, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_upload_is_named_by_its_hash_and_another_s_is_unknown()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        using var bob = await _server.ClientAsync(Role.User, $"bob-{Guid.NewGuid()}");
        var asked = Answer(new MapFile([1], 1, 1));
        var file = PictureFile.Png(level: 22);
        using var body = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        var reference = (await ann.PostAsync("/api/v1/uploads", body).JsonAsync(201)).GetProperty("picture").GetString();
        var json = $$"""{ "picture": "{{reference}}", "mask": "{{Convert.ToBase64String(file)}}", "preprocessor": "inpaint" }""";

        await ann.PostTextAsync(Address, json).JsonAsync(200);

        var question = Assert.IsType<PreprocessQuestion>(Assert.Single(asked));
        Assert.Equal(file, question.File);
        Assert.Equal(file, question.Mask);
        var problem = await bob.PostTextAsync(Address, json).ProblemAsync(400);
        Assert.Equal("picture", problem.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("""{ "preprocessor": "canny" }""", "picture")]
    [InlineData("""{ "picture": "PICTURE" }""", "preprocessor")]
    [InlineData("""{ "picture": "http://example.org/fox.png", "preprocessor": "canny" }""", "picture")]
    [InlineData("""{ "picture": "data:image/png;base64,AAAA", "preprocessor": "canny" }""", "picture")]
    [InlineData("""{ "picture": "PICTURE", "mask": "nothing", "preprocessor": "canny" }""", "mask")]
    [InlineData("""{ "picture": "PICTURE", "preprocessor": "canny", "options": { "low": "much" } }""", "options")]
    [InlineData("""{ "picture": "PICTURE", "preprocessor": "canny", "resolution": 1.5 }""", "resolution")]
    [InlineData("""{ "picture": "PICTURE", "preprocessor": "canny", "seed": -1 }""", "seed")]
    [InlineData("""{ "picture": "PICTURE", "preprocessor": "canny", "size": 5 }""", "size")]
    public async Task What_is_wrong_is_named(string json, string field)
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        Answer(new MapFile([1], 1, 1));

        var problem = await ann.PostTextAsync(Address, json.Replace("PICTURE", PictureFile.DataUri(PictureFile.Png()))).ProblemAsync(400);

        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task What_the_worker_refuses_is_told_with_its_field()
    {
        using var ann = await _server.ClientAsync(Role.User, $"ann-{Guid.NewGuid()}");
        _server.Workers.Answer = _ => throw new RequestException("preprocessor", "'cany' is unknown; known are canny");

        var problem = await ann.PostTextAsync(
            Address, $$"""{ "picture": "{{PictureFile.DataUri(PictureFile.Png())}}", "preprocessor": "cany" }""").ProblemAsync(400);

        Assert.Equal("preprocessor", problem.GetProperty("field").GetString());
        Assert.Contains("known are canny", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Viewers_may_look_at_the_list_and_make_none()
    {
        using var viewer = await _server.ClientAsync(Role.Viewer, $"viewer-{Guid.NewGuid()}");
        Answer(new List<PreprocessorInfo>
        {
            new("depth", "Depth", [], "Near is white.", "Depth", true, false, false, [new PartOption("low", 1, 0, 2, "A number.")]),
        });

        Assert.Equal(
            """[{"name":"depth","label":"Depth","aliases":[],"description":"Near is white.","controlType":"Depth","isAnnotator":true,"needsMask":false,"keepsSize":false,"options":[{"name":"low","default":1,"minimum":0,"maximum":2,"description":"A number."}]}]""",
            await viewer.GetStringAsync("/api/v1/preprocessors"));
        await viewer.PostTextAsync(Address, "{}").ProblemAsync(403);
    }

    private List<object> Answer(object answer)
    {
        var asked = new List<object>();
        _server.Workers.Answer = question =>
        {
            asked.Add(question);
            return answer;
        };
        return asked;
    }
}
