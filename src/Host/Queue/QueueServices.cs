namespace Atelier.Host.Queue;

internal static class QueueServices
{
    /// <summary>The door in, the feed of events, and what keeps the queue sound: lease sweeper, retention.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services) => services;
}
