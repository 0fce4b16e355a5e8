using System.Net;
using Atelier.Host.Configuration;
using Atelier.Host.Downloads;
using Atelier.Host.Net;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>What downloads need, put together in a folder of its own; it may call 127.0.0.1 and nothing else that is not public.</summary>
internal sealed class Downloading : IDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-downloads-");
    private readonly GuardedClient _guarded = new(new AddressRules([IPNetwork.Parse("127.0.0.1/32")]));

    public Downloading(Uri? huggingFace = null, Uri? civitai = null, string? huggingFaceToken = null, string? civitaiToken = null)
    {
        var defaults = new HubOptions();
        Client = new HubClient(_guarded, new HubOptions
        {
            HuggingFace = huggingFace ?? defaults.HuggingFace,
            Civitai = civitai ?? defaults.Civitai,
            HuggingFaceToken = huggingFaceToken is null ? null : new Secret(huggingFaceToken),
            CivitaiToken = civitaiToken is null ? null : new Secret(civitaiToken),
        }, Time);
        Hubs = new ModelHubs(Client);
    }

    public ImpatientTime Time { get; } = new(TimeSpan.FromSeconds(20));

    public HubClient Client { get; }

    public ModelHubs Hubs { get; }

    public long FreeBytes { get; set; } = long.MaxValue / 2;

    public DownloadPatience Patience { get; init; } = new() { Attempts = 4, Progress = long.MaxValue };

    /// <summary>The models folder.</summary>
    public string Models => _home.FullName;

    public FileFetcher Files => new(Client, Patience, Time);

    public ModelFetcher Fetcher => new(Files, Models, _ => FreeBytes, Time);

    public string PathOf(string name) => Path.Combine(Models, name);

    /// <summary>Everything below the models folder, but for what is on its way.</summary>
    public string[] Placed() => [.. Directory.EnumerateFiles(Models, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Models, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith(DownloadFolder.Root, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>What is on its way.</summary>
    public string[] Parts() => Directory.Exists(PathOf(DownloadFolder.Root))
        ? [.. Directory.EnumerateFiles(PathOf(DownloadFolder.Root), "*.part", SearchOption.AllDirectories)]
        : [];

    /// <summary>Describes and fetches.</summary>
    public async Task<ModelOffer> PullAsync(string source, string? name = null, string? file = null, bool replace = false)
    {
        using var bound = new CancellationTokenSource(Bound);
        var offer = await Hubs.DescribeAsync(source, file, name, bound.Token);
        await FetchAsync(offer, replace, bound.Token);
        return offer;
    }

    public Task<string> FetchAsync(ModelOffer offer, bool replace = false, CancellationToken cancellation = default) =>
        Fetcher.FetchAsync(offer, replace, new DownloadMeter(offer, Time), cancellation);

    public void Dispose()
    {
        _guarded.Dispose();
        _home.Delete(recursive: true);
    }
}
