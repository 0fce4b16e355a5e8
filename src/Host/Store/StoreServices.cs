namespace Atelier.Host.Store;

internal static class StoreServices
{
    /// <summary>Jobs, pictures and keys, in the data folder.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services) => services;
}
