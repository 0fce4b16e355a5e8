using System.Collections.Concurrent;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Plugins.Check;

/// <summary>A server without models, pictures and jobs, whose store forgets all with the check.</summary>
internal sealed class TrialFrontEndHost
    : IFrontEndHost, IGenerationQueue, IFrontEndJobs, IFrontEndCatalog, IFrontEndSchedules, IFrontEndStore
{
    private readonly ConcurrentDictionary<string, string> _values = [];

    /// <summary>What the session said of itself last.</summary>
    public string? Line { get; private set; }

    public IGenerationQueue Queue => this;

    public IFrontEndJobs Jobs => this;

    public IFrontEndCatalog Catalog => this;

    public IFrontEndPictures Pictures { get; } = new TrialPictures();

    public IFrontEndSchedules Schedules => this;

    public IFrontEndStore Store => this;

    public TimeProvider Time => TimeProvider.System;

    public Uri? PublicAddress => null;

    public void Report(string state) => Line = OneLine.Of(state);

    public void Log(FrontEndLogLevel level, string message)
    {
    }

    public Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation) =>
        throw new QueueRefusedException(QueueRefusal.Unavailable, "a check makes no pictures");

    public Task<Job?> FindAsync(string id, CancellationToken cancellation) => Task.FromResult<Job?>(null);

    public Task<Job?> CancelAsync(string id, CancellationToken cancellation) => Task.FromResult<Job?>(null);

    public IAsyncEnumerable<JobUpdate> WatchAsync(string id, CancellationToken cancellation) => AsyncEnumerable.Empty<JobUpdate>();

    public Task<int?> PlaceAsync(string id, CancellationToken cancellation) => Task.FromResult<int?>(null);

    public Task<IReadOnlyList<Job>> UnfinishedAsync(string? owner, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Job>>([]);

    public Task<QueueTotals> TotalsAsync(CancellationToken cancellation) => Task.FromResult(new QueueTotals(0, 0, Paused: false));

    public Task<long> PicturesSinceAsync(string owner, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult(0L);

    public IAsyncEnumerable<EndedJob> EndedAsync(long? after, CancellationToken cancellation) => AsyncEnumerable.Empty<EndedJob>();

    public Task<FrontEndChoices> ReadAsync(CancellationToken cancellation) => Task.FromResult(new FrontEndChoices
    {
        Models = [],
        Samplers = [],
        Schedules = [],
        Upscalers = [],
        Adapters = [],
        ControlModels = [],
        Preprocessors = [],
        Styles = [],
        Limits = new RequestLimits(2048, 2048 * 2048, 150, 16),
    });

    public Task<FrontEndSchedule> AddAsync(FrontEndSchedulePlan plan, CancellationToken cancellation) =>
        throw new RequestException("name", "a check keeps no schedules");

    public Task<IReadOnlyList<FrontEndSchedule>> ListAsync(string? owner, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FrontEndSchedule>>([]);

    Task<bool> IFrontEndSchedules.RemoveAsync(string name, CancellationToken cancellation) => Task.FromResult(false);

    public Task<string?> GetAsync(string key, CancellationToken cancellation) => Task.FromResult(_values.GetValueOrDefault(key));

    public Task SetAsync(string key, string value, TimeSpan? lasts, CancellationToken cancellation)
    {
        _values[key] = value;
        return Task.CompletedTask;
    }

    public Task<bool> TryAddAsync(string key, string value, TimeSpan? lasts, CancellationToken cancellation) =>
        Task.FromResult(_values.TryAdd(key, value));

    Task<bool> IFrontEndStore.RemoveAsync(string key, CancellationToken cancellation) => Task.FromResult(_values.TryRemove(key, out _));

    Task<IReadOnlyList<KeyValuePair<string, string>>> IFrontEndStore.ListAsync(string prefix, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>(
            [.. _values.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
}
