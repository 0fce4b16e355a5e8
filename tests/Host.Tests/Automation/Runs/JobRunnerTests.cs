using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Automation.Runs;

public sealed class JobRunnerTests
{
    private static readonly AtelierOptions Options = new() { Folders = AtelierFolders.Discover("/", "/") };
    private readonly RunFixture _runs = new();

    private JobRunner Runner => new(_runs.Generation, Options);

    [Fact]
    public async Task A_job_is_made_and_its_pictures_named()
    {
        var run = Begun("""{"prompt":"a lighthouse","width":64,"height":64}""");

        var outcome = await Runner.RunAsync(run, new CollectedRunLog(), default);

        Assert.Equal(JobState.Succeeded, outcome.State);
        var result = JsonElement.Parse(outcome.Result!);
        var job = (await _runs.Jobs.FindAsync(result.GetProperty("jobId").GetString()!, default))!;
        Assert.Equal(
            job.Pictures.Select(picture => picture.Id),
            result.GetProperty("pictures").EnumerateArray().Select(picture => picture.GetString()));
        Assert.Equal(("ann", "run:" + run.Id), (job.Owner, job.Source));
        Assert.Equal(run.Id, _runs.Generation.Submissions.Single().IdempotencyKey);
    }

    [Fact]
    public async Task A_job_that_fails_is_how_the_run_failed()
    {
        _runs.Generation.Failure = new JobError("model_failed", "no such model", "model");

        var outcome = await Runner.RunAsync(Begun("""{"prompt":"sea"}"""), new CollectedRunLog(), default);

        Assert.Equal((JobState.Failed, _runs.Generation.Failure), (outcome.State, outcome.Error));
    }

    [Theory]
    [InlineData("""{"prompt":"sea","steps":-1}""", "target.arguments.steps")]
    [InlineData("""{"prompt":"sea","stepz":1}""", "target.arguments.stepz")]
    [InlineData("""{"prompt":7}""", "target.arguments.prompt")]
    [InlineData("""["prompt"]""", "target.arguments")]
    [InlineData("prompt", "target.arguments")]
    public async Task A_request_that_is_wrong_is_refused_by_its_field(string arguments, string field)
    {
        var wrong = await Assert.ThrowsAsync<RequestException>(() => Runner.CheckAsync(new RunTarget("job", "sea", arguments), default));

        Assert.Equal(field, wrong.Field);
    }

    private static Run Begun(string arguments) =>
        new(Some.Id(), new RunTarget("job", "sea", arguments), "ann", "api", null, null, JobState.Running, 1, DateTimeOffset.UnixEpoch,
            null, null, null, null, null);
}
