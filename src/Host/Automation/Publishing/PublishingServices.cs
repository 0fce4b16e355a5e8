using System.Net;
using Atelier.Host.Automation.Publishing.Folders;
using Atelier.Host.Automation.Publishing.Git;
using Atelier.Host.Automation.Publishing.Http;
using Atelier.Host.Automation.Publishing.S3;
using Atelier.Host.Automation.Publishing.Site;
using Atelier.Host.Automation.Publishing.Webhooks;
using Atelier.Host.Configuration;
using Atelier.Host.Net;

namespace Atelier.Host.Automation.Publishing;

internal static class PublishingServices
{
    /// <summary>Where pictures are published to.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<AtelierOptions>().Publishing)
        .AddSingleton(new SecretReference(Environment.GetEnvironmentVariable))
        .AddSingleton<TargetSecrets>()
        .AddSingleton(Client)
        .AddSingleton<PublishFolders>()
        .AddSingleton<PublicationKeeper>()
        .AddSingleton<OldVersions>()
        .AddSingleton<IPublishTarget, SiteTarget>()
        .AddSingleton<IPublishTarget, FolderTarget>()
        .AddSingleton<IPublishTarget, HttpTarget>()
        .AddSingleton<IPublishTarget, S3Target>()
        .AddSingleton<IPublishTarget, GitTarget>()
        .AddSingleton<IPublishTarget, WebhookTarget>()
        .AddSingleton<Targets>()
        .AddSingleton<IPublisher, Publisher>()
        .AddSingleton<SiteRoutes>()
        .AddHostedService<UnfinishedReturns>();

    /// <summary><c>/published</c>: what the server's own site shows.</summary>
    public static WebApplication MapPublished(this WebApplication app)
    {
        app.Services.GetRequiredService<SiteRoutes>().Map(app);
        return app;
    }

    private static PublishClient Client(IServiceProvider provider)
    {
        const string setting = "publishing.allow";
        var options = provider.GetRequiredService<AtelierOptions>();
        IPNetwork[] allowed = [.. options.Network.Allow, .. options.Publishing.Allow];
        var client = new GuardedClient(new AddressRules(allowed, setting), plain: new AddressRules(allowed, setting) { Public = false });
        return new PublishClient(client, PublishPatience.Usual, provider.GetRequiredService<TimeProvider>());
    }
}
