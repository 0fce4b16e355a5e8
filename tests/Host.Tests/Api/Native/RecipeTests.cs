using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Store;
using Atelier.Host.Tests.Automation.Recipes;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atelier.Host.Tests.Api.Native;

public sealed class RecipeTests : IAsyncLifetime
{
    private const string Good = """{ "text": "generate:\n  prompt: a lighthouse\n  model: starter\n" }""";

    private ApiServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync(
            replace: services => services.Replace(ServiceDescriptor.Singleton<IPublisher>(new PretendPublisher())));
        _server.Workers.Answer = question => question switch
        {
            CuratorsQuestion => new Curators(
                [new CuratorInfo("sharpness", "Sharpness", [], "", [], null, 0, 1),
                    new CuratorInfo("clip_similarity", "CLIP", [], "", [], "needs a CLIP model", 0, 1)],
                [new CuratorInfo("not_blank", "Not blank", [], "", [new PartOption("spread", 0.02, 0, 0.5, "")], null)]),
            _ => throw new WorkerUnavailableException("asked for something else"),
        };
        _client = await _server.ClientAsync(Role.Operator);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_recipe_is_kept_read_listed_and_removed()
    {
        var kept = await _client.PutTextAsync("/api/v1/recipes/hero", Good).JsonAsync();
        Assert.Equal(
            ("hero", "yaml", 0),
            (kept.GetProperty("name").GetString(), kept.GetProperty("format").GetString(), kept.GetProperty("problems").GetArrayLength()));
        Assert.True(File.Exists(Path.Combine(_server.Data, "recipes", "hero.yaml")));
        Assert.Equal(
            "generate:\n  prompt: a lighthouse\n  model: starter\n",
            (await _client.GetAsync("/api/v1/recipes/hero").JsonAsync()).GetProperty("text").GetString());
        Assert.Equal(
            "hero", Assert.Single((await _client.GetAsync("/api/v1/recipes").JsonAsync()).EnumerateArray()).GetProperty("name")
                .GetString());
        await _client.DeleteAsync("/api/v1/recipes/hero").JsonAsync(204);
        await _client.GetAsync("/api/v1/recipes/hero").ProblemAsync(404);
    }

    [Fact]
    public async Task One_that_does_not_read_well_is_refused_with_every_line()
    {
        var problem =
            await _client.PutTextAsync("/api/v1/recipes/hero", """{ "text": "generate:\n  prompt: a\n  steps: 0\nchoose:\n  best: 0\n" }""")
                .ProblemAsync(400);
        Assert.Equal(2, problem.GetProperty("errors").GetArrayLength());
        Assert.Contains("line 3:3: generate.steps", problem.GetRawText());
        await _client.PutTextAsync("/api/v1/recipes/No", Good).ProblemAsync(400);
        await _client.PutTextAsync("/api/v1/recipes/hero", """{ "text": "", "format": "toml" }""").ProblemAsync(400);
    }

    [Fact]
    public async Task A_check_looks_up_models_scorers_rules_and_their_options()
    {
        var text = JsonSerializer.Serialize(new
        {
            text = "name: hero\ngenerate:\n  prompt: a\n  model: nowhere\n  sampler: eular\ncheck:\n  not_blank: { spraed: 1 }\n  safe: true\nchoose:\n  scorers: { sharpnes: 1, clip_similarity: 1 }\n"
                + "post:\n  upscale: { upscaler: lancsoz }\n",
        });
        var answer = await _client.PostTextAsync("/api/v1/recipes/check", text).JsonAsync();
        Assert.False(answer.GetProperty("isRight").GetBoolean());
        Assert.Equal(
            ["generate.model", "generate.sampler", "check.not_blank", "check.safe", "choose.scorers.sharpnes",
                "choose.scorers.clip_similarity", "post.upscale.upscaler"],
            answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("field").GetString()));
        Assert.Contains("needs a CLIP model", answer.GetRawText());
        Assert.Equal(
            [4, 5, 7, 8, 10, 10, 12],
            answer.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_run_is_accepted_once_for_a_key_and_refused_with_arguments_that_do_not_fit()
    {
        await _client.PutTextAsync(
            "/api/v1/recipes/hero", """{ "text": "args: { subject: null }\ngenerate:\n  prompt: '{{args.subject}}'\n" }""").JsonAsync();
        var refused = await _client.PostTextAsync("/api/v1/recipes/hero/run", "{}").ProblemAsync(400);
        Assert.Equal("arguments.subject", refused.GetProperty("field").GetString());
        await _client.PostTextAsync("/api/v1/recipes/heroes/run", "{}").ProblemAsync(404);

        _client.DefaultRequestHeaders.Add("Idempotency-Key", "morning");
        var run = await _client.PostTextAsync("/api/v1/recipes/hero/run", """{ "arguments": { "subject": "a castle" } }""").JsonAsync(202);
        var again = await _client.PostTextAsync("/api/v1/recipes/hero/run", """{ "arguments": { "subject": "a castle" } }""")
            .JsonAsync(202);
        Assert.Equal(
            ("recipe", "hero", "api"),
            (run.GetProperty("kind").GetString(), run.GetProperty("name").GetString(), run.GetProperty("trigger").GetString()));
        Assert.Equal(run.GetProperty("id").GetString(), again.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_may_only_look_sees_names_and_no_texts()
    {
        await _client.PutTextAsync("/api/v1/recipes/hero", Good).JsonAsync();
        using var viewer = await _server.ClientAsync(Role.Viewer);
        Assert.Equal(1, (await viewer.GetAsync("/api/v1/recipes").JsonAsync()).GetArrayLength());
        await viewer.GetAsync("/api/v1/recipes/hero").ProblemAsync(403);
        using var user = await _server.ClientAsync(Role.User);
        await user.PutTextAsync("/api/v1/recipes/hero", Good).ProblemAsync(403);
        await user.PostTextAsync("/api/v1/recipes/hero/run", "{}").ProblemAsync(403);
    }

    [Fact]
    public async Task The_schema_names_every_key_with_what_it_is_for()
    {
        var schema = await _client.GetAsync("/api/v1/recipes/schema").JsonAsync();
        var properties = schema.GetProperty("properties");
        Assert.All(properties.EnumerateObject(),
            property => Assert.True(property.Value.TryGetProperty("description", out _), property.Name));
        var generate = properties.GetProperty("generate").GetProperty("properties");
        Assert.True(generate.TryGetProperty("prompt", out _) && generate.TryGetProperty("variants", out _)
            && generate.TryGetProperty("hires", out _));
    }
}
