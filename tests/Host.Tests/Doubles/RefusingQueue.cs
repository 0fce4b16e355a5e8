using Atelier.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Doubles;

/// <summary>A queue that takes nothing.</summary>
/// <param name="reason">Why; null breaks.</param>
internal sealed class RefusingQueue(QueueRefusal? reason) : IGenerationQueue
{
    public Task<Job> EnqueueAsync(JobSubmission submission, CancellationToken cancellation) =>
        reason is { } why ? throw new QueueRefusedException(why, "not now") : throw new InvalidOperationException("a secret of the server");

    public Task<Job?> FindAsync(string id, CancellationToken cancellation) => Task.FromResult<Job?>(null);

    public Task<Job?> CancelAsync(string id, CancellationToken cancellation) => Task.FromResult<Job?>(null);

    public IAsyncEnumerable<JobUpdate> WatchAsync(string id, CancellationToken cancellation) => AsyncEnumerable.Empty<JobUpdate>();
}

internal static class RefusingQueueExtensions
{
    public static void AddSingletonQueue(this IServiceCollection services, IGenerationQueue queue) => services.AddSingleton(queue);
}
