using System.Net;
using Atelier.Host.Automation.Publishing;

namespace Atelier.Host.Configuration;

/// <summary>Every property of <see cref="PublishingOptions"/>.</summary>
internal static class PublishingSettings
{
    private static readonly SettingsOf<PublishingOptions> Publishing =
        new("publishing.", options => options.Publishing, (options, publishing) => options with { Publishing = publishing });

    public static IReadOnlyList<Setting> All { get; } =
    [
        Publishing.Several(
            "folders", "Folders that recipes may publish to, besides published in the data folder", Path.IsPathFullyQualified,
            "full paths, separated by semicolons", publishing => publishing.Folders,
            (publishing, folders) => publishing with { Folders = folders }),
        Publishing.Several(
            "allow", "Networks that publishing targets may be in though they are not public", text => IPNetwork.TryParse(text, out _),
            "networks as 192.168.1.0/24 or 127.0.0.1/32, separated by semicolons",
            publishing => [.. publishing.Allow.Select(allowed => allowed.ToString())],
            (publishing, texts) => publishing with { Allow = [.. texts.Select(IPNetwork.Parse)] }),
        Publishing.Duration(
            "maxAge", "How long browsers may show what /published said before they ask again", TimeSpan.Zero, TimeSpan.FromDays(1),
            publishing => publishing.MaxAge, (publishing, value) => publishing with { MaxAge = value }),
        Publishing.Number("keep", "Publications of a name that are kept to go back to", 2, 10_000,
            publishing => publishing.Keep, (publishing, value) => publishing with { Keep = (int)value }),
    ];
}
