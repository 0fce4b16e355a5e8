namespace Atelier.Host.Downloads;

internal static class DownloadServices
{
    /// <summary>Fetches models from hubs.</summary>
    public static IServiceCollection AddDownloads(this IServiceCollection services) => services;
}
