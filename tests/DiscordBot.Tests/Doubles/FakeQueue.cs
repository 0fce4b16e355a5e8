using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>A queue whose jobs go as far as a test says.</summary>
internal sealed class FakeQueue(TimeProvider time, IFrontEndCatalog catalog, FakePictures pictures) : IGenerationQueue, IFrontEndJobs
{
    private readonly Lock _lock = new();
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<(string Owner, string Key), string> _keys = [];
    private readonly Dictionary<string, string> _schedules = [];
    private readonly List<EndedJob> _ended = [];
    private readonly List<(string? Id, ChannelWriter<JobUpdate> Updates)> _watchers = [];
    private readonly List<ChannelWriter<EndedJob>> _endWatchers = [];

    /// <summary>What the next submissions are answered with instead of being taken.</summary>
    public Exception? Refuses { get; set; }

    /// <summary>What the next watch breaks with; null lets it go on.</summary>
    public Exception? Interrupts { get; set; }

    public bool Paused { get; set; }

    /// <summary>Jobs of others than the front end's.</summary>
    public long WaitingOfOthers { get; set; }

    /// <summary>All jobs, as they were accepted.</summary>
    public IReadOnlyList<Job> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _jobs];
            }
        }
    }

    public Job Last => All[^1];

    /// <summary>What was submitted, in order.</summary>
    public List<JobSubmission> Submitted { get; } = [];

    public async Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation = default)
    {
        var model = (await catalog.ReadAsync(cancellation)).Models[0];
        lock (_lock)
        {
            if (Refuses is not null)
            {
                throw Refuses;
            }

            if (submission.IdempotencyKey is { } key && _keys.TryGetValue((submission.Owner, key), out var known))
            {
                return Get(known);
            }

            Submitted.Add(submission);
            var job = new Job
            {
                Id = "01JOB" + _jobs.Count.ToString("D21", CultureInfo.InvariantCulture),
                Owner = submission.Owner,
                Source = submission.Source,
                State = JobState.Waiting,
                Priority = submission.Priority,
                CreatedAt = time.GetUtcNow(),
                Request = submission.Request with
                {
                    Model = submission.Request.Model ?? model.Name,
                    Seed = submission.Request.Seed ?? (ulong)(1000 * (_jobs.Count + 1)),
                    Steps = submission.Request.Steps ?? model.Steps,
                    Width = submission.Request.Width ?? model.Width,
                    Height = submission.Request.Height ?? model.Height,
                },
            };
            _jobs.Add(job);
            if (submission.IdempotencyKey is not null)
            {
                _keys[(submission.Owner, submission.IdempotencyKey)] = job.Id;
            }

            return job;
        }
    }

    public Task<Job?> FindAsync(string id, CancellationToken cancellation = default) =>
        Task.FromResult(All.FirstOrDefault(job => job.Id == id));

    public Task<Job?> CancelAsync(string id, CancellationToken cancellation = default) =>
        Task.FromResult(
            All.FirstOrDefault(job => job.Id == id) is not { } job ? null : job.IsOver ? job : End(job with { State = JobState.Canceled }));

    public async IAsyncEnumerable<JobUpdate> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (Interrupts is { } interruption)
        {
            Interrupts = null;
            throw interruption;
        }

        var updates = Channel.CreateUnbounded<JobUpdate>();
        lock (_lock)
        {
            if (_jobs.FirstOrDefault(job => job.Id == id) is not { } now)
            {
                yield break;
            }

            updates.Writer.TryWrite(new JobUpdate(now));
            _watchers.Add((id, updates.Writer));
        }

        await foreach (var update in updates.Reader.ReadAllAsync(cancellation))
        {
            yield return update;
            if (update.Job.IsOver)
            {
                yield break;
            }
        }
    }

    public Task<int?> PlaceAsync(string id, CancellationToken cancellation = default)
    {
        var waiting = All.Where(job => job.State == JobState.Waiting).ToList();
        var place = waiting.FindIndex(job => job.Id == id);
        return Task.FromResult<int?>(place < 0 ? null : place);
    }

    public Task<IReadOnlyList<Job>> UnfinishedAsync(string? owner = null, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<Job>>([.. All.Where(job => !job.IsOver && (owner is null || job.Owner == owner))]);

    public Task<QueueTotals> TotalsAsync(CancellationToken cancellation = default) => Task.FromResult(
        new QueueTotals(
            All.Count(job => job.State == JobState.Waiting) + WaitingOfOthers, All.Count(job => job.State == JobState.Running), Paused));

    public Task<long> PicturesSinceAsync(string owner, DateTimeOffset since, CancellationToken cancellation = default) => Task.FromResult(
        All
        .Where(job => job.Owner == owner && job.CreatedAt >= since && (job.State != JobState.Canceled || job.StartedAt is not null))
        .Sum(job => (long)job.Request.Count * job.Request.BatchSize));

    public async IAsyncEnumerable<EndedJob> EndedAsync(long? after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ended = Channel.CreateUnbounded<EndedJob>();
        lock (_lock)
        {
            if (after is not null)
            {
                _ended.FindAll(job => job.Sequence > after).ForEach(job => ended.Writer.TryWrite(job));
            }

            _endWatchers.Add(ended.Writer);
        }

        await foreach (var job in ended.Reader.ReadAllAsync(cancellation))
        {
            yield return job;
        }
    }

    /// <summary>Says that a schedule brought the job.</summary>
    public void IsOf(string schedule, string job) => _schedules[job] = schedule;

    public Job Begin(string id) =>
        Change(id, job => job with { State = JobState.Running, StartedAt = time.GetUtcNow(), Attempts = job.Attempts + 1 });

    public void Progress(string id, JobProgress progress) => Tell(new JobUpdate(Get(id), progress));

    /// <summary>Ends the job with so many pictures as it asked for, each a few bytes.</summary>
    public Job Succeed(string id)
    {
        var job = Get(id);
        return End(job with { State = JobState.Succeeded, StartedAt = job.StartedAt ?? time.GetUtcNow(), Pictures = pictures.Make(job) });
    }

    public Job Fail(string id, string message, string? field = null) =>
        End(Get(id) with { State = JobState.Failed, Error = new JobError("generation_failed", message, field) });

    private Job End(Job job)
    {
        var ended = Change(job.Id, _ => job with { EndedAt = time.GetUtcNow() });
        lock (_lock)
        {
            var told = new EndedJob(_ended.Count + 1, ended, _schedules.GetValueOrDefault(job.Id));
            _ended.Add(told);
            _endWatchers.ForEach(watcher => watcher.TryWrite(told));
        }

        return ended;
    }

    private Job Change(string id, Func<Job, Job> change)
    {
        Job changed;
        lock (_lock)
        {
            var index = _jobs.FindIndex(job => job.Id == id);
            changed = _jobs[index] = change(_jobs[index]);
        }

        Tell(new JobUpdate(changed));
        return changed;
    }

    private void Tell(JobUpdate update)
    {
        lock (_lock)
        {
            _watchers.FindAll(watcher => watcher.Id == update.Job.Id).ForEach(watcher => watcher.Updates.TryWrite(update));
        }
    }

    private Job Get(string id)
    {
        lock (_lock)
        {
            return _jobs.Single(job => job.Id == id);
        }
    }
}
