using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Makes the pictures: a job for each variant, all of them queued before the first is waited for.</summary>
internal sealed class CandidateMaker(IGenerationQueue queue, KeptPictures pictures, TimeProvider time)
{
    private const int Tries = 60;
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(5);

    /// <param name="seed">Of the first picture, where the recipe does not fix it; others count on from it.</param>
    /// <exception cref="RunException">Nothing could be made.</exception>
    public async Task<IReadOnlyList<Candidate>> MakeAsync(
        Run run, CheckedRecipe recipe, TemplateScope scope, ulong seed, IRunLog log, CancellationToken cancellation)
    {
        var jobs = new List<Job>();
        foreach (var (index, variant) in recipe.Variants.Index())
        {
            var request = Request(Rendering.OfRequest(variant, scope)) with { Seed = recipe.Seed.Fixed ?? seed };
            seed += (ulong)(request.Count * request.BatchSize);
            var submission = new JobSubmission(request, run.Owner, RunSource.Of(run)) { IdempotencyKey = $"{run.Id}/g{index}" };
            var job = await AcceptedAsync(submission, log, cancellation);
            log.Write("info", $"generate: job {job.Id}: {request.Prompt}");
            jobs.Add(job);
        }

        var made = new List<Candidate>();
        Job? failed = null;
        foreach (var accepted in jobs)
        {
            var job = await OverAsync(accepted, cancellation);
            if (job.State != JobState.Succeeded)
            {
                failed = job;
                log.Write("warning",
                    $"generate: job {job.Id} {(job.State == JobState.Canceled ? "was cancelled" : $"failed: {job.Error?.Message}")}");
            }

            made.AddRange(
                (await pictures.OfAsync(job, cancellation)).Select(picture => new Candidate(picture, job.Request.NegativePrompt)));
        }

        // A variant that fails (a model that gives no numbers, say) leaves the others to choose from.
        return made.Count > 0 ? made : throw new RunException(
            failed?.Error?.Code ?? "nothing_made", $"no picture was made: {failed?.Error?.Message ?? "its jobs were cancelled"}",
            failed?.Error?.Field);
    }

    private static GenerationRequest Request(JsonElement fields)
    {
        try
        {
            return StrictJson.Read<GenerationRequest>(fields);
        }
        catch (ApiException exception)
        {
            throw new RequestException($"generate.{exception.Error.Field}", exception.Error.Detail);
        }
    }

    // At night a full queue empties, and a worker that starts comes up.
    private async Task<Job> AcceptedAsync(JobSubmission submission, IRunLog log, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await queue.EnqueueAsync(submission, cancellation);
            }
            catch (QueueRefusedException exception) when (attempt < Tries
                && exception.Reason is (QueueRefusal.Full or QueueRefusal.Unavailable))
            {
                if (attempt == 1)
                {
                    log.Write("warning", $"generate: the queue takes nothing now and is asked again for a while: {exception.Message}");
                }

                await Task.Delay(UntilNextTry, time, cancellation);
            }
        }
    }

    private async Task<Job> OverAsync(Job job, CancellationToken cancellation)
    {
        await foreach (var update in queue.WatchAsync(job.Id, cancellation))
        {
            job = update.Job;
        }

        cancellation.ThrowIfCancellationRequested();
        return job.IsOver ? job : throw new RunException("job_gone", $"job {job.Id} is gone before its end");
    }
}
