using System.Security.Cryptography;
using Atelier.Host.Configuration;
using Atelier.Host.Net;
using Atelier.Host.Notify;
using Atelier.Host.Queue;
using Atelier.Host.Serve;
using Atelier.Host.Store.Sqlite.Webhooks;

namespace Atelier.Host.Webhooks.Out;

internal static class WebhookOutServices
{
    /// <summary>Tells others what happens here.</summary>
    public static IServiceCollection AddWebhooksOut(this IServiceCollection services) => services
        .AddSingleton<WebhookOptions>()
        .AddSingleton<IWebhookStore, SqliteWebhookStore>()
        .AddSingleton<IDeliveryStore, SqliteDeliveryStore>()
        .AddNet()
        .AddSingleton<IExpiring>(provider => provider.GetRequiredService<IDeliveryStore>())
        .AddSingleton(provider => new MessageBody(provider.GetRequiredService<ServerOptions>().PublicUrl))
        .AddSingleton<DeliverySignal>()
        .AddSingleton(_ => new RetrySchedule(() => RandomNumberGenerator.GetInt32(1000) / 1000.0))
        .AddSingleton<AnswerRule>()
        .AddSingleton(
            provider => new Sender(
                Client(provider), provider.GetRequiredService<WebhookOptions>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<WebhookBook>()
        .AddSingleton<FanOut>()
        .AddSingleton<IEventReader>(provider => provider.GetRequiredService<FanOut>())
        .AddHostedService(provider => provider.GetRequiredService<FanOut>())
        .AddHostedService<Deliverer>();

    // Plain http goes only where the server's owner allows it by name of the network.
    private static GuardedClient Client(IServiceProvider provider) => new(
        provider.GetRequiredService<AddressRules>(),
        plain: new AddressRules(provider.GetRequiredService<AtelierOptions>().Network.Allow) { Public = false });
}
