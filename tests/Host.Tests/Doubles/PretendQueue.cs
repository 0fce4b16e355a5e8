using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Store;
using Atelier.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>A queue that keeps its jobs in a store and makes them itself, at once: grey pictures with true metadata.</summary>
internal sealed class PretendQueue(IJobStore store, IPictureFiles files, Ulids ids) : IGenerationQueue
{
    private static readonly WaitingLimits Limits = new(100, 100);
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
    private readonly ConcurrentDictionary<string, (Lease Lease, TaskCompletionSource Canceled)> _running = [];

    /// <summary>What was asked for, in order.</summary>
    public ConcurrentQueue<JobSubmission> Submissions { get; } = [];

    /// <summary>What is thrown instead of accepting a job.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>How jobs fail; null lets them succeed.</summary>
    public JobError? Failure { get; set; }

    /// <summary>Whether jobs run until they are cancelled.</summary>
    public bool Holds { get; set; }

    /// <summary>Whether jobs wait until their caller goes away.</summary>
    public bool Waits { get; set; }

    /// <summary>What is told of a job's progress while it runs.</summary>
    public IReadOnlyList<JobProgress> Progress { get; set; } = [];

    /// <summary>Completes when a job that is held has begun.</summary>
    public TaskCompletionSource<Job> Began { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a held job was cancelled.</summary>
    public Task Canceled(string id) => _running.TryGetValue(id, out var running) ? running.Canceled.Task : Task.CompletedTask;

    public async Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default)
    {
        RequestValidator.Validate(submission.Request, new GenerationLimits());
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        Submissions.Enqueue(submission);
        var asked = submission.Request;
        var request = asked with
        {
            Seed = asked.Seed ?? 1234,
            Model = asked.Model ?? "starter",
            Width = asked.Width ?? 64,
            Height = asked.Height ?? 32,
            Steps = asked.Steps ?? 20,
            GuidanceSettings = asked.GuidanceSettings ?? new GuidanceSettings(),
        };
        return await store.AddAsync(
            new NewJob(ids.Next(), submission.Owner, submission.Source, request, submission.Priority, null,
                StoredRequest.Fingerprint(asked), Limits), cancellation);
    }

    public Task<Job?> FindAsync(string id, CancellationToken cancellation = default) => store.FindAsync(id, cancellation);

    public async Task<Job?> CancelAsync(string id, CancellationToken cancellation = default)
    {
        var job = await store.CancelAsync(id, cancellation);
        if (_running.TryRemove(id, out var running))
        {
            await store.EndCanceledAsync(running.Lease, cancellation);
            running.Canceled.TrySetResult();
        }

        return job;
    }

    public async IAsyncEnumerable<JobUpdate> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var job = (await store.FindAsync(id, cancellation))!;
        yield return new JobUpdate(job);
        if (Waits)
        {
            Began.TrySetResult(job);
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        var leased = (await store.LeaseAsync("worker-1", cancellation))!;
        if (Holds)
        {
            var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running[id] = (leased.Lease, canceled);
            Began.TrySetResult(leased.Job);
            await canceled.Task.WaitAsync(cancellation);
        }
        else
        {
            foreach (var progress in Progress)
            {
                yield return new JobUpdate(leased.Job, progress);
            }

            await MakeAsync(leased, cancellation);
        }

        yield return new JobUpdate((await store.FindAsync(id, cancellation))!);
    }

    /// <summary>A picture as a worker would write it.</summary>
    public static byte[] Draw(GenerationRequest request, ulong seed, out Recipe recipe, out Infotext infotext)
    {
        recipe = new Recipe
        {
            Prompt = request.Prompt,
            NegativePrompt = request.NegativePrompt,
            Seed = seed,
            Noise = request.Noise,
            Model = new RecipeModel(request.Model!, Hash),
            Sampler = "euler",
            Schedule = "normal",
            Steps = request.Steps!.Value,
            Guidance = request.Guidance,
            GuidanceSettings = request.GuidanceSettings!,
            Width = request.Width!.Value,
            Height = request.Height!.Value,
            ClipSkip = request.ClipSkip ?? 1,
            Emphasis = request.Emphasis,
            Software = new RecipeSoftware("0.0.0", "none", "cpu", new Dictionary<string, string>()),
        };
        infotext = recipe.ToInfotext("Euler", "Normal");
        var pixels = new byte[request.Width.Value * request.Height.Value * Picture.Channels];
        Array.Fill(pixels, (byte)seed);
        return PictureCodec.Encode(
            Picture.Own(request.Width.Value, request.Height.Value, pixels), new PngEncoding(), PictureMetadata.Create(infotext, recipe));
    }

    private async Task MakeAsync(LeasedJob leased, CancellationToken cancellation)
    {
        if (Failure is { } failure)
        {
            await store.FailAsync(leased.Lease, failure, cancellation);
            return;
        }

        var request = leased.Job.Request;
        var pictures = new List<NewPicture>();
        for (var index = 0; index < request.BatchSize * request.Count; index++)
        {
            var seed = request.Seed!.Value + (ulong)index;
            var file = Draw(request, seed, out var recipe, out var infotext);
            var hash = await files.PutAsync(file, cancellation);
            pictures.Add(
                new NewPicture(
                    ids.Next(), hash, hash, "png", request.Width!.Value, request.Height!.Value, file.Length, seed, recipe.ToJson(),
                    infotext.ToString()));
        }

        await store.SucceedAsync(leased.Lease, pictures, cancellation);
    }
}
