using System.Text.Json;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Automation.Publishing.Site;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A name that something is published under.</summary>
/// <param name="Version">The publication that its targets have; absent before the first was taken.</param>
/// <param name="Shown">The publication that <c>/published/NAME</c> shows; absent where it shows none.</param>
/// <param name="Url">Where the server's own site shows it; absent where it does not.</param>
/// <param name="Index">The JSON with its sizes and formats; absent where the site does not show it.</param>
/// <param name="RollingBackTo">The publication that a rollback under way leads to.</param>
internal sealed record PublishedView(string Name, string? Version, string? Shown, string? Url, string? Index, string? RollingBackTo)
{
    public static PublishedView Of(PublishedName name) => new(
        name.Name, name.Present, name.Shown, name.Shown is null ? null : $"{SiteRoutes.Root}/{name.Name}",
        name.Shown is null ? null : $"{SiteRoutes.Root}/{PublicationIndex.PathOf(name.Name)}", name.Returning);
}

/// <summary>One publication of a name.</summary>
/// <param name="Present">Whether the targets have it.</param>
/// <param name="Shown">Whether the server's own site shows it.</param>
/// <param name="Everywhere">Whether all targets took it when it was published last.</param>
/// <param name="RolledBack">Whether somebody went back behind it.</param>
/// <param name="Places">The targets that took it.</param>
/// <param name="Details">What its recipe says of it.</param>
internal sealed record PublicationView(
    string Version, DateTimeOffset At, string Owner, string Alt, bool Present, bool Shown, bool Everywhere, bool RolledBack,
    IReadOnlyList<PublishedPlace> Places, IReadOnlyList<PublishedFileView> Files, JsonElement Details)
{
    public static PublicationView Of(PublishedName name, KeptPublication kept) => new(
        kept.Facts.Id, kept.Facts.At, kept.Facts.Owner, kept.Facts.Alt, kept.Facts.Id == name.Present, kept.Facts.Id == name.Shown,
        kept.Everywhere,
        kept.RolledBack, JsonSerializer.Deserialize<PublishedPlace[]>(kept.Places, ApiJson.Options)!,
        [.. kept.Facts.Files.Select(file => PublishedFileView.Of(kept, file))], JsonElement.Parse(kept.Facts.Details));
}

/// <summary>A file of a publication.</summary>
/// <param name="Url">Absent where the server's own site never showed it.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record PublishedFileView(
    string Name, string? Url, string Type, int Width, int Height, long Bytes, string Sha256, string? Crop)
{
    public static PublishedFileView Of(KeptPublication kept, FileFacts file) => new(
        file.Name, kept.WasShown ? $"{SiteRoutes.Root}/{PublicationIndex.PathOf(kept.Facts.Name, kept.Facts.Id, file.Name)}" : null,
        file.Type, file.Width,
        file.Height, file.Bytes, file.Hash, file.Crop.Length > 0 ? file.Crop : null);
}

/// <summary>A name with all its publications, newest first.</summary>
internal sealed record PublishedHistoryView(PublishedView Published, IReadOnlyList<PublicationView> Publications);

/// <summary>Asks to go back.</summary>
internal sealed record RollbackBody
{
    /// <summary>
    /// Which version to show again. Default: the last before the present one that all targets took and nobody rolled back.
    /// </summary>
    public string? Version { get; init; }
}

/// <summary>What was gone back to.</summary>
internal sealed record RollbackView(string Name, string Version, IReadOnlyList<PublishedPlace> Places);
