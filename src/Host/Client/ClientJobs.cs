using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Jobs;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/jobs</c> for scripts.</summary>
internal sealed class ClientJobs(
    AtelierClient client, ClientPictures pictures, IScriptOutput output, TimeProvider time, CancellationToken cancellation) : IScriptJobs
{
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(5);

    public async Task<ScriptJob> SubmitAsync(GenerationRequest request, int priority = 0, string? idempotencyKey = null) =>
        JobOf(await PostAsync(request, priority, idempotencyKey ?? NewKey(), cancellation));

    public async Task<ScriptJob> WaitAsync(string id) => JobOf(await FollowAsync(id));

    public async Task<ScriptJob> RunAsync(GenerationRequest request)
    {
        var key = NewKey();
        JobView job;
        try
        {
            job = await FollowAsync((await PostAsync(request, 0, key, cancellation)).Id);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await CancelQuietlyAsync(request, key);
            throw;
        }

        return job.State == JobState.Succeeded ? JobOf(job)
            : job.State == JobState.Canceled ? throw new ScriptException("canceled", $"the generation was cancelled (job {job.Id})")
            : throw new ScriptException(
                job.Error?.Code ?? "failed",
                job.Error is { Field: { } field } ? $"{field}: {job.Error.Message}" : job.Error?.Message ?? "the generation failed",
                job.Error?.Field);
    }

    public async Task<ScriptJob> GetAsync(string id) =>
        JobOf(await client.GetAsync<JobView>($"jobs/{Uri.EscapeDataString(id)}", cancellation));

    public async Task<IReadOnlyList<ScriptJob>> ListAsync(int limit = 50) =>
        [.. (await client.GetAsync<PageOf<JobView>>($"jobs?limit={limit}", cancellation)).Items.Select(JobOf)];

    public async Task<ScriptJob> CancelAsync(string id) =>
        JobOf(await client.PostAsync<JobView>($"jobs/{Uri.EscapeDataString(id)}/cancel", null, cancellation));

    private async Task<JobView> FollowAsync(string id)
    {
        try
        {
            return await new JobFollower(client, time).FollowAsync(Uri.EscapeDataString(id), output.Progress, cancellation);
        }
        finally
        {
            output.Over(id);
        }
    }

    private async Task<JobView> PostAsync(GenerationRequest request, int priority, string key, CancellationToken ending)
    {
        var body = JsonSerializer.SerializeToNode(request, ClientJson.Options)!.AsObject();
        if (priority != 0)
        {
            body["priority"] = JsonValue.Create(priority);
        }

        return await client.PostAsync<JobView>("jobs", body, ending, ("Idempotency-Key", key));
    }

    // Whether it was accepted before the script was cancelled is not known: asked again under its key, it is.
    private async Task CancelQuietlyAsync(GenerationRequest request, string key)
    {
        using var patience = new CancellationTokenSource(CancelPatience, time);
        try
        {
            var job = await PostAsync(request, 0, key, patience.Token);
            await client.PostAsync<JobView>($"jobs/{job.Id}/cancel", null, patience.Token);
        }
        catch (Exception exception) when (exception is IOException or ScriptException or OperationCanceledException)
        {
            // The server is going too; what ended is already being said.
        }
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private ScriptJob JobOf(JobView job) => new()
    {
        Id = job.Id,
        State = job.State,
        Request = job.Request,
        CreatedAt = job.CreatedAt,
        EndedAt = job.EndedAt,
        Error = job.Error,
        Pictures = new MadePictures([.. job.Pictures.Select(pictures.PictureOf)]),
    };
}
