using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atelier.Host.Api.Synchronous;

internal static class SynchronousServices
{
    /// <summary>For the APIs whose callers wait for their pictures.</summary>
    public static IServiceCollection AddSynchronous(this IServiceCollection services)
    {
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<KeptPictures>();
        return services;
    }
}
