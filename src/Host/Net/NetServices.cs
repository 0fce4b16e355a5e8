using Atelier.Host.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atelier.Host.Net;

internal static class NetServices
{
    /// <summary>Calls to other people's servers.</summary>
    public static IServiceCollection AddNet(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new AddressRules(provider.GetRequiredService<AtelierOptions>().Network.Allow));
        services.TryAddSingleton(provider => new GuardedClient(provider.GetRequiredService<AddressRules>()));
        return services;
    }
}
