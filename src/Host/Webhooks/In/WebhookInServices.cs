using Atelier.Host.Queue;
using Atelier.Host.Store.Sqlite.Webhooks;

namespace Atelier.Host.Webhooks.In;

internal static class WebhookInServices
{
    /// <summary>Lets others start something here.</summary>
    public static IServiceCollection AddWebhooksIn(this IServiceCollection services) => services
        .AddSingleton<IHookStore, SqliteHookStore>()
        .AddSingleton<IExpiring>(provider => provider.GetRequiredService<IHookStore>())
        .AddSingleton<HookBook>()
        .AddSingleton<HookDoor>();
}
