using Atelier.Host.Configuration;
using Atelier.Host.FrontEnds.Lent;
using Atelier.Host.Plugins.Live;

namespace Atelier.Host.FrontEnds;

internal static class FrontEndServices
{
    /// <summary>Ways in from other places, and what they are lent.</summary>
    public static IServiceCollection AddFrontEnds(this IServiceCollection services) => services
        .AddSingleton<FrontEndCatalog>()
        .AddSingleton<IFrontEndHosts, FrontEndHosts>()
        .AddSingleton(
            provider => ActivatorUtilities.CreateInstance<FrontEndKeeper>(
                provider, SettingsOf(provider.GetRequiredService<AtelierOptions>())))
        .AddSingleton<IFrontEnds>(provider => provider.GetRequiredService<FrontEndKeeper>())
        .AddSingleton<FrontEndDesk>()
        .AddSingleton<PluginList>()
        .AddHostedService(provider => provider.GetRequiredService<FrontEndKeeper>());

    private static LivePluginSettings SettingsOf(AtelierOptions options) =>
        LivePluginSettings.OfServer(options.Folders.Plugins, options.Server);
}
