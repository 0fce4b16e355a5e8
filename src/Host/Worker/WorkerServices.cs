namespace Atelier.Host.Worker;

internal static class WorkerServices
{
    /// <summary>The workers: child processes under supervision, or one in this process.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services;
}
