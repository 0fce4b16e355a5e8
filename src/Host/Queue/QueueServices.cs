using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Configuration;
using Atelier.Host.Notify;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atelier.Host.Queue;

internal static class QueueServices
{
    /// <summary>The door in, the feed of events, and what keeps the queue sound: lease sweeper, retention.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ModelCatalog(provider.GetRequiredService<AtelierOptions>().Folders.Models));
        return services
            .AddSingleton<EventFeed>()
            .AddSingleton<IEventFeed>(provider => provider.GetRequiredService<EventFeed>())
            .AddSingleton<ReadyModels>()
            .AddSingleton<NamedFiles>()
            .AddSingleton<ReadyInventory>()
            .AddSingleton<UpscalerList>()
            .AddSingleton<Func<ulong>>(RandomSeed.Next)
            .AddSingleton<RequestCompletion>()
            .AddSingleton<RequestProblems>()
            .AddSingleton<GenerationQueue>()
            .AddSingleton<IGenerationQueue>(provider => provider.GetRequiredService<GenerationQueue>())
            .AddSingleton<QueuePause>()
            .AddHostedService(provider => provider.GetRequiredService<EventFeed>())
            .AddHostedService<PluginEvents>()
            .AddHostedService<LeaseSweeper>()
            .AddHostedService<Retention>();
    }
}
