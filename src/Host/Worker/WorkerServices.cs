using Atelier.Host.Serve;
using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.Worker;

internal static class WorkerServices
{
    /// <summary>The workers: child processes under supervision, or one in this process.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddSingleton<WorkerLocks>()
        .AddSingleton<Quarantine>()
        .AddSingleton<Workers>()
        .AddSingleton<IWorkers>(provider => provider.GetRequiredService<Workers>())
        .AddSingleton<IWorkerLauncher>(provider => provider.GetRequiredService<ServerOptions>().InProcess
            ? new InProcessLauncher(provider)
            : ActivatorUtilities.CreateInstance<ChildLauncher>(provider))
        .AddHostedService<WorkerSupervisor>();
}
