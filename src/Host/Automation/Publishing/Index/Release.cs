namespace Atelier.Host.Automation.Publishing.Index;

/// <summary>
/// A publication as the files that a target outside is given, in this order. The index comes after what it names, so that no half is ever
/// shown.
/// </summary>
internal static class Release
{
    public const string IndexType = "application/json";

    /// <param name="publication">What is published.</param>
    /// <param name="alias">A file that always is the picture itself, such as <c>hero.webp</c>; null for none. It follows the index.</param>
    public static IEnumerable<ReleaseFile> Of(Publication publication, string? alias)
    {
        foreach (var file in publication.Files)
        {
            yield return new ReleaseFile(
                PublicationIndex.PathOf(publication.Name, publication.Id, file.Name), file.Type, file.Bytes, Changes: false);
        }

        yield return new ReleaseFile(
            PublicationIndex.PathOf(publication.Name), IndexType, PublicationIndex.Write(publication.Facts()), Changes: true);
        if (alias is not null)
        {
            yield return new ReleaseFile(alias, publication.Files[0].Type, publication.Files[0].Bytes, Changes: true);
        }
    }
}

/// <summary>A file of a release.</summary>
/// <param name="Path">Below the target's root, with slashes.</param>
/// <param name="Changes">Whether another publication replaces it.</param>
internal sealed record ReleaseFile(string Path, string Type, ReadOnlyMemory<byte> Bytes, bool Changes);
