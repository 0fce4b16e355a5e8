using System.Text.Json;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Inputs;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>Runs a generation request: one job, which its key keeps one however often the run begins.</summary>
internal sealed class JobRunner(IGenerationQueue queue, AtelierOptions options) : IRunner
{
    private const string Arguments = "target.arguments";

    public string Kind => RunKinds.Job;

    public bool MayBeginAgain => true;

    public Task CheckAsync(RunTarget target, CancellationToken cancellation)
    {
        var problem = RequestValidator.Problems(PictureIntake.Shortened(Read(target.Arguments)), options.Limits).FirstOrDefault();
        return problem is null ? Task.CompletedTask : throw new RequestException($"{Arguments}.{problem.Field}", problem.Problem);
    }

    public async Task<RunOutcome> RunAsync(Run run, IRunLog log, CancellationToken cancellation)
    {
        var submission = new JobSubmission(Read(run.Target.Arguments), run.Owner, RunSource.Of(run)) { IdempotencyKey = run.Id };
        var job = await queue.EnqueueAsync(submission, cancellation);
        log.Write("info", $"job {job.Id} is accepted");
        await foreach (var update in queue.WatchAsync(job.Id, cancellation))
        {
            job = update.Job;
        }

        if (!job.IsOver)
        {
            throw new RunException("job_gone", $"job {job.Id} is gone before its end");
        }

        var result =
            JsonSerializer.Serialize(
                new { jobId = job.Id, pictures = job.Pictures.Select(picture => picture.Id) }, JsonSerializerOptions.Web);
        log.Write(job.State == JobState.Succeeded ? "info" : "error",
            $"job {job.Id} has {job.State.ToString().ToLowerInvariant()}{(job.Error is { } error ? $": {error.Message}" : "")}");
        return new RunOutcome(job.State, job.Error, result);
    }

    private static GenerationRequest Read(string arguments)
    {
        try
        {
            using var document =
                JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = ApiJson.MaxDepth, AllowDuplicateProperties = false });
            return StrictJson.Read<GenerationRequest>(document.RootElement);
        }
        catch (JsonException)
        {
            throw new RequestException(Arguments, "is no JSON; it must be a generation request, as {\"prompt\": \"a lighthouse\"}");
        }
        catch (ApiException exception)
        {
            throw new RequestException(exception.Error.Field is { } field ? $"{Arguments}.{field}" : Arguments, exception.Error.Detail);
        }
    }
}
