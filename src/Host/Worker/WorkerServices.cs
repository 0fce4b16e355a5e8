using Atelier.Host.Serve;
using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.Worker;

internal static class WorkerServices
{
    /// <summary>The workers: child processes under supervision, or one in this process.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services)
    {
        services.AddOptions<HostOptions>().Configure<ServerOptions>((host, server) => host.ShutdownTimeout = server.Grace + TimeSpan.FromSeconds(20));
        return services
            .AddSingleton<WorkerLocks>()
            .AddSingleton<Quarantine>()
            .AddSingleton<Workers>()
            .AddSingleton<IWorkers>(provider => provider.GetRequiredService<Workers>())
            .AddSingleton<IWorkerLauncher>(provider => provider.GetRequiredService<ServerOptions>().InProcess
                ? new InProcessLauncher(provider)
                : ActivatorUtilities.CreateInstance<ChildLauncher>(provider))
            .AddHostedService<WorkerSupervisor>();
    }
}
