using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Tests.Downloads.Doubles;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Microsoft.AspNetCore.Http;

namespace Atelier.Host.Tests.Automation.Recipes.Running;

public sealed class RecipeRunnerTests : IDisposable
{
    private const string Short = "generate:\n  prompt: a lighthouse\n  seed: 7\npublish:\n- kind: site\n";

    private readonly RecipeFixture _recipes = new();

    public void Dispose() => _recipes.Dispose();

    [Fact]
    public async Task Pictures_are_made_judged_finished_and_published()
    {
        _recipes.Scores = [0.2, 0.9, 0.5];
        var run = _recipes.Begun("""
            generate: { prompt: "a lighthouse in {{season}}", count: 3, seed: 10, negativePrompt: text }
            choose: { best: 2, scorers: { sharpness: 1 } }
            post: { sizes: { wide: 40x20, square: [20, 10] }, formats: [webp, { format: avif, quality: 50 }], focus: attention, upscale: { factor: 2 } }
            alt: "{{weekday}}"
            publish:
            - kind: folder
              path: out/{{date}}
            notify: new {{recipe}}
            """);

        var outcome = await _recipes.Runner.RunAsync(run, _recipes.Log, default);

        Assert.Equal(JobState.Succeeded, outcome.State);
        Assert.Equal("a lighthouse in autumn", _recipes.Queue.Submissions.Single().Request.Prompt);
        Assert.Equal((run.Id + "/g0", "ann", "run:" + run.Id), Of(_recipes.Queue.Submissions.Single()));
        var (publication, targets) = Assert.Single(_recipes.Publisher.Published);
        Assert.Equal(("hero", run.Id, run.CreatedAt, "Saturday"), (publication.Name, publication.Id, publication.At, publication.Alt));
        Assert.Equal(
            [
                "hero-wide.webp", "hero-wide.avif", "hero-square-20.webp", "hero-square-20.avif", "hero-square-10.webp",
                "hero-square-10.avif",
                "hero-2-wide.webp", "hero-2-wide.avif", "hero-2-square-20.webp", "hero-2-square-20.avif", "hero-2-square-10.webp",
                "hero-2-square-10.avif",
            ],
            publication.Files.Select(file => file.Name));
        Assert.Equal(["wide", "square", "wide-2", "square-2"], publication.Files.Select(file => file.Crop).Distinct());
        Assert.Equal("out/2026-11-21", targets[0].GetProperty("path").GetString());
        Assert.Equal(
            [11UL, 12UL],
            JsonElement.Parse(publication.Details).GetProperty("pictures").EnumerateArray()
                .Select(picture => picture.GetProperty("seed").GetUInt64()));
        var finish = _recipes.Asked.OfType<FinishQuestion>().First();
        Assert.Equal(
            (2, "lanczos", "attention", 50),
            (finish.Enlarging!.Factor, finish.Enlarging.Upscaler, finish.Focus.Mode, finish.Formats[1].Quality));
        Assert.Equal(
            ("recipe.published", "new hero"),
            (outcome.News!.Type, JsonElement.Parse(outcome.News.Data).GetProperty("message").GetString()));
        Assert.Equal(3, JsonElement.Parse(outcome.Result!).GetProperty("made").GetInt32());
    }

    [Fact]
    public async Task Each_variant_is_a_job_and_the_best_of_all_is_taken()
    {
        _recipes.Scores = [0.1, 0.2, 0.7];
        var run = _recipes.Begun("""
            generate: { prompt: a, seed: daily, variants: [ { count: 2 }, { prompt: b } ] }
            choose: { scorers: { sharpness: 3, contrast: 1 } }
            """);
        var outcome = await _recipes.Runner.RunAsync(run, _recipes.Log, default);

        Assert.Equal([run.Id + "/g0", run.Id + "/g1"], _recipes.Queue.Submissions.Select(submission => submission.IdempotencyKey));
        var (first, second) = (_recipes.Queue.Submissions.First().Request.Seed!.Value,
            _recipes.Queue.Submissions.Last().Request.Seed!.Value);
        Assert.Equal(first + 2, second);
        var picture = JsonElement.Parse(outcome.Result!).GetProperty("pictures")[0];
        Assert.Equal(0.7, picture.GetProperty("score").GetDouble(), 6);
        Assert.Empty(_recipes.Publisher.Published);
        Assert.Contains(_recipes.Log.Lines, line => line.Contains("names no place", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_daily_seed_is_the_same_all_day_and_another_the_next()
    {
        const string daily =
            "timeZone: Europe/Berlin\ngenerate:\n  prompt: '{{pick: red | green | blue | black | white}}'\n  seed: daily\n";

        // 23:30 in London is half past midnight in Berlin.
        var asked = new List<GenerationRequest>();
        foreach (var due in (DateTimeOffset?[])[null, new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero), new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero)])
        {
            await _recipes.Runner.RunAsync(_recipes.Begun(daily, due: due), _recipes.Log, default);
            asked.Add(_recipes.Queue.Submissions.Last().Request);
        }

        Assert.Equal((asked[0].Seed, asked[0].Prompt), (asked[1].Seed, asked[1].Prompt));
        Assert.NotEqual(asked[0].Seed, asked[2].Seed);
    }

    [Fact]
    public async Task A_run_that_begins_again_asks_for_the_same_though_the_world_changed()
    {
        await using var web = await Hub.StartAsync();
        web.ServeJson("/weather", """{ "sky": "rain" }""");
        var recipe =
            $"data:\n  weather:\n    url: {web.Url}weather\ngenerate:\n  prompt: '{{{{data.weather.sky}}}} {{{{counter}}}} {{{{pick: a | b | c | d}}}}'\n";
        var run = _recipes.Begun(recipe);
        await _recipes.Runner.RunAsync(run, _recipes.Log, default);

        web.ServeJson("/weather", """{ "sky": "sun" }""");
        await _recipes.Runner.RunAsync(_recipes.Begun("generate:\n  prompt: other\n", id: run.Id), _recipes.Log, default);

        var (first, second) = (_recipes.Queue.Submissions.First(), _recipes.Queue.Submissions.Last());
        Assert.StartsWith("rain 1 ", first.Request.Prompt);
        Assert.Equal(
            (first.Request.Prompt, first.Request.Seed, first.IdempotencyKey),
            (second.Request.Prompt, second.Request.Seed, second.IdempotencyKey));

        await _recipes.Runner.RunAsync(_recipes.Begun(recipe), _recipes.Log, default);
        Assert.StartsWith("sun 2 ", _recipes.Queue.Submissions.Last().Request.Prompt);
    }

    [Fact]
    public async Task Data_that_cannot_be_reached_is_its_fallback_or_the_end_of_the_run()
    {
        await using var web = await Hub.StartAsync();
        web.Status("/weather", 500);
        var source = $"data:\n  weather:\n    url: {web.Url}weather\n";
        await _recipes.Runner.RunAsync(
            _recipes.Begun(source + "    fallback: { sky: grey }\ngenerate:\n  prompt: '{{data.weather.sky}}'\n"), _recipes.Log, default);
        Assert.Equal("grey", _recipes.Queue.Submissions.Single().Request.Prompt);
        Assert.Contains(
            _recipes.Log.Lines,
            line => line.StartsWith("warning: data: weather", StringComparison.Ordinal)
                && line.Contains("answers 500", StringComparison.Ordinal));

        var failed = await FailureAsync(source + "generate:\n  prompt: '{{data.weather.sky}}'\n");
        Assert.Equal(("no_data", "data.weather"), (failed.Code, failed.Place));
        Assert.StartsWith("data: weather cannot be read, and has no fallback", failed.Message);

        web.Serve("/weather", new byte[2 << 20]);
        Assert.Contains("more than 1.0 MB", (await FailureAsync(source + "generate:\n  prompt: '{{data.weather.sky}}'\n")).Message);
        web.ServeJson("/weather", "<html>");
        Assert.Contains("gave no JSON", (await FailureAsync(source + "generate:\n  prompt: '{{data.weather.sky}}'\n")).Message);
    }

    [Fact]
    public async Task A_secret_header_is_taken_from_the_environment()
    {
        await using var web = await Hub.StartAsync();
        web.On("/weather", context => context.Response.WriteAsync($$"""{ "key": "{{context.Request.Headers["X-Key"]}}" }"""));
        var recipe =
            $"data:\n  weather:\n    url: {web.Url}weather\n    headers: {{ X-Key: env:WEATHER_KEY }}\ngenerate:\n  prompt: '{{{{data.weather.key}}}}'\n";
        await _recipes.Runner.RunAsync(_recipes.Begun(recipe), _recipes.Log, default);
        Assert.Equal("s3cret", _recipes.Queue.Submissions.Single().Request.Prompt);
        Assert.Equal("secret_missing", (await FailureAsync(recipe.Replace("WEATHER_KEY", "OTHER_KEY", StringComparison.Ordinal))).Code);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_not_called()
    {
        var failed = await FailureAsync("data:\n  x:\n    url: https://10.0.0.1/\n    timeout: 5\ngenerate:\n  prompt: '{{data.x.y}}'\n");
        Assert.Contains("not a public address", failed.Message);
    }

    [Fact]
    public async Task Refused_pictures_are_not_taken_and_the_run_fails_where_all_are()
    {
        _recipes.Refuses = index => index == 0 ? "it is blank" : null;
        var outcome =
            await _recipes.Runner.RunAsync(
                _recipes.Begun(Short.Replace("seed: 7", "count: 2", StringComparison.Ordinal)), _recipes.Log, default);
        Assert.Equal(1, JsonElement.Parse(outcome.Result!).GetProperty("refused").GetInt32());

        _recipes.Refuses = _ => "it is blank";
        var failed = await FailureAsync(Short);
        Assert.Equal("all_refused", failed.Code);
        Assert.Equal("check: all 1 pictures were refused, the last by not_blank: it is blank", failed.Message);
        Assert.Single(_recipes.Publisher.Published);
    }

    [Fact]
    public async Task A_run_whose_jobs_fail_publishes_nothing_and_says_why()
    {
        _recipes.Queue.Failure = new JobError("model_failed", "the output holds values that are not numbers (NaN)", "model");
        var failed = await FailureAsync(Short);
        Assert.Equal(("model_failed", "model"), (failed.Code, failed.Place));
        Assert.StartsWith("generate: no picture was made: the output holds values that are not numbers", failed.Message);
        Assert.Empty(_recipes.Publisher.Published);
    }

    [Fact]
    public async Task A_place_that_fails_fails_the_run_by_its_step()
    {
        _recipes.Publisher.Failure = "the folder is full";
        Assert.Equal("publish: the folder is full", (await FailureAsync(Short)).Message);
    }

    [Fact]
    public async Task A_script_may_choose()
    {
        _recipes.Scores = [0.1, 0.9];
        _recipes.Scripts = new ScriptThat(ids => JsonSerializer.Serialize(ids.Last()));
        var recipe = "generate: { prompt: a, seed: 1, count: 2 }\nchoose: { script: pick, scorers: { sharpness: 1 } }\n";
        var outcome = await _recipes.Runner.RunAsync(_recipes.Begun(recipe), _recipes.Log, default);
        Assert.Equal(0.1, JsonElement.Parse(outcome.Result!).GetProperty("pictures")[0].GetProperty("score").GetDouble(), 6);

        _recipes.Scripts = new ScriptThat(_ => "\"none of them\"");
        Assert.Contains("returned none of the pictures' ids", (await FailureAsync(recipe)).Message);
        _recipes.Scripts = null;
        Assert.Equal("choose.script", (await FailureAsync(recipe)).Place);
    }

    [Theory]
    [InlineData("""{ "subejct": "x", "place": "y" }""",
        "target.arguments.subejct: is unknown (did you mean 'subject'?); the recipe takes subject, place")]
    [InlineData("{}", "target.arguments.place: must be given: it has no default")]
    [InlineData("""{ "place": [1] }""", "target.arguments.place: must be a text, a number, true or false")]
    [InlineData("[]", "target.arguments: must be an object of names and values")]
    [InlineData("x", "target.arguments: is no JSON; it must be an object of names and values")]
    public async Task Arguments_that_do_not_fit_are_refused_before_the_run_is_kept(string arguments, string problem)
    {
        var run = _recipes.Begun("args: { subject: a, place: null }\ngenerate: { prompt: '{{args.subject}} {{args.place}}' }\n", arguments);
        Assert.Equal(problem, (await Assert.ThrowsAsync<RequestException>(() => _recipes.Runner.CheckAsync(run.Target, default))).Message);
    }

    [Fact]
    public async Task A_recipe_that_is_wrong_or_not_there_is_refused_before_the_run_is_kept()
    {
        var run = _recipes.Begun("generate:\n  prompt: a\n  steps: 0\n");
        var wrong = await Assert.ThrowsAsync<RequestException>(() => _recipes.Runner.CheckAsync(run.Target, default));
        Assert.StartsWith("the recipe 'hero' is wrong in line 3:3: generate.steps", wrong.Problem);
        var unknown =
            await Assert.ThrowsAsync<RequestException>(() => _recipes.Runner.CheckAsync(run.Target with { Name = "heroe" }, default));
        Assert.Equal("there is no recipe 'heroe' (did you mean 'hero'?)", unknown.Problem);
    }

    private static (string? Key, string Owner, string Source) Of(JobSubmission submission) =>
        (submission.IdempotencyKey, submission.Owner, submission.Source);

    private async Task<RunException> FailureAsync(string recipe) =>
        await Assert.ThrowsAsync<RunException>(() => _recipes.Runner.RunAsync(_recipes.Begun(recipe), _recipes.Log, default));

    private sealed class ScriptThat(Func<IReadOnlyList<string>, string> returns) : IRunner
    {
        public string Kind => RunKinds.Script;

        public bool MayBeginAgain => false;

        public Task CheckAsync(RunTarget target, CancellationToken cancellation) => Task.CompletedTask;

        public Task<RunOutcome> RunAsync(Run run, IRunLog log, CancellationToken cancellation) =>
            Task.FromResult(RunOutcome.Succeeded(returns(JsonSerializer.Deserialize<List<string>>(run.Target.Arguments)!)));
    }
}
