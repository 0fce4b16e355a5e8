namespace Atelier.Host.Automation.Runs;

internal static class RunServices
{
    /// <summary>The door for what runs, and the loop behind it. Each kind adds an <see cref="IRunner"/>.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services) => services
        .AddSingleton<RunSignal>()
        .AddSingleton<RunCancellations>()
        .AddSingleton<Runners>()
        .AddSingleton<RunExecution>()
        .AddSingleton<IRunQueue, RunQueue>()
        .AddSingleton<IRunner, JobRunner>()
        .AddHostedService<RunLoop>()
        .AddHostedService<RunRetention>();
}
