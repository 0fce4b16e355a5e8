using System.Net;

namespace Atelier.Host.Automation.Publishing;

/// <summary>What the owner of a server decides about publishing, from the section <c>publishing</c> of the configuration.</summary>
internal sealed record PublishingOptions
{
    /// <summary>
    /// Folders that recipes may publish to, with all that is below them, besides <c>published</c> in the data folder. Who writes a recipe
    /// is not to write wherever the server may.
    /// </summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Networks that targets may be in though they are not public; plain http goes nowhere else.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>How long browsers may show what <c>/published</c> said before they ask again. Default 5 minutes.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Publications of a name that are kept to go back to. Default 30.</summary>
    public int Keep { get; init; } = 30;
}
