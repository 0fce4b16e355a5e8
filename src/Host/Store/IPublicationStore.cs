using Atelier.Host.Automation.Publishing;

namespace Atelier.Host.Store;

/// <summary>
/// What was published, in the order it was. Its files are in <see cref="IPictureFiles"/>, and stay as long as a publication names them. Any
/// implementation passes <c>PublicationStoreCompliance</c>.
/// </summary>
internal interface IPublicationStore
{
    /// <summary>Keeps a publication. One of that name and id stays as it was, but for the targets.</summary>
    /// <param name="targets">A JSON array: the targets' settings. An empty one changes none.</param>
    Task AddAsync(PublicationFacts publication, string targets, CancellationToken cancellation);

    /// <summary>Notes where a publication is now, and makes it the present one of its name where that is anywhere.</summary>
    /// <param name="places">A JSON array of those targets that took it.</param>
    /// <param name="everywhere">Whether all did.</param>
    Task PlaceAsync(string name, string id, string places, bool everywhere, CancellationToken cancellation);

    /// <summary>Shows a publication on the server's own site, in place of the one that was.</summary>
    Task ShowAsync(string name, string id, CancellationToken cancellation);

    /// <summary>
    /// Begins to go back: what came after that publication counts as rolled back, it itself does not, and until
    /// <see cref="EndReturnAsync"/> the name says whereto.
    /// </summary>
    Task BeginReturnAsync(string name, string id, CancellationToken cancellation);

    Task EndReturnAsync(string name, CancellationToken cancellation);

    /// <summary>All names that something was published under, in alphabetical order.</summary>
    Task<IReadOnlyList<PublishedName>> NamesAsync(CancellationToken cancellation);

    Task<PublishedName?> FindNameAsync(string name, CancellationToken cancellation);

    /// <summary>All publications of a name, newest first.</summary>
    Task<IReadOnlyList<KeptPublication>> HistoryAsync(string name, CancellationToken cancellation);

    Task<KeptPublication?> FindAsync(string name, string id, CancellationToken cancellation);

    /// <summary>What the site shows under a name.</summary>
    Task<KeptPublication?> FindShownAsync(string name, CancellationToken cancellation);

    /// <summary>Forgets a name with all its publications, or one of them that is neither present nor shown.</summary>
    /// <returns>False where there is none, or it is in use.</returns>
    Task<bool> RemoveAsync(string name, string? id, CancellationToken cancellation);

    /// <summary>Forgets the oldest publications of a name beyond a number, but for those in use.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveOldAsync(string name, int keep, CancellationToken cancellation);

    /// <summary>All file hashes that a publication names.</summary>
    Task<IReadOnlySet<string>> HashesAsync(CancellationToken cancellation);
}

/// <summary>A name that something is published under.</summary>
/// <param name="Present">The publication that its targets have; null before the first was taken by one.</param>
/// <param name="Shown">The publication that the server's own site shows; null where it shows none.</param>
/// <param name="Returning">The publication that a rollback under way leads to.</param>
internal sealed record PublishedName(string Name, string? Present, string? Shown, string? Returning);

/// <summary>A publication as it is kept.</summary>
/// <param name="Targets">A JSON array: the settings of the targets that it was made for.</param>
/// <param name="Places">A JSON array: the targets that took it.</param>
/// <param name="WasShown">Whether the server's own site shows it, or did.</param>
internal sealed record KeptPublication(
    PublicationFacts Facts, string Targets, string Places, bool Everywhere, bool RolledBack, bool WasShown);
