using Atelier.Host.Configuration;
using Atelier.Host.Net;

namespace Atelier.Host.Downloads;

internal static class DownloadServices
{
    /// <summary>Fetches models from hubs.</summary>
    public static IServiceCollection AddDownloads(this IServiceCollection services) => services
        .AddNet()
        .AddSingleton(provider => provider.GetRequiredService<AtelierOptions>().Hubs)
        .AddSingleton<HubClient>()
        .AddSingleton<ModelHubs>()
        .AddSingleton(new DownloadPatience())
        .AddSingleton(new DownloadLimits())
        .AddSingleton<FileFetcher>()
        .AddSingleton(provider => Fetcher(
            provider.GetRequiredService<AtelierOptions>(), provider.GetRequiredService<FileFetcher>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new DownloadStore(provider.GetRequiredService<AtelierOptions>().Folders.Models))
        .AddSingleton<DownloadQueue>()
        .AddHostedService(provider => provider.GetRequiredService<DownloadQueue>());

    /// <summary>What puts models into the models folder, in the server and in the command alike.</summary>
    public static ModelFetcher Fetcher(AtelierOptions options, FileFetcher files, TimeProvider time) =>
        new(files, options.Folders.Models, FreeBytes, time);

    private static long FreeBytes(string folder) => new DriveInfo(Directory.CreateDirectory(folder).FullName).AvailableFreeSpace;
}
