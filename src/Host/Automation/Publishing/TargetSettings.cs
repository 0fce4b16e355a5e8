using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing;

/// <summary>What every target's settings have.</summary>
internal abstract record TargetSettings
{
    /// <summary>Which target it is.</summary>
    public required string Kind { get; init; }

    public virtual IEnumerable<(string Field, string Problem)> CommonProblems() => [];

    /// <summary>A problem where a text is no address that could be called.</summary>
    protected static IEnumerable<(string Field, string Problem)> AddressProblems(string field, string? text)
    {
        if (text is not null
            && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                && uri is { Query: "", Fragment: "", UserInfo: "" }))
        {
            yield return (field, "must be an address as https://pictures.example.org/hero, without a name, a password and a query");
        }
    }
}

/// <summary>What targets have that keep files.</summary>
internal abstract record FileTargetSettings : TargetSettings
{
    /// <summary>A file that always is the picture itself: <c>hero.webp</c>. Null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>By which address what it keeps is reached: for links. Null where it is not known.</summary>
    public string? PublicUrl { get; init; }

    public override IEnumerable<(string Field, string Problem)> CommonProblems()
    {
        if (Alias is not null && (!PublicationRules.IsFileName(Alias) || Alias.EndsWith(".json", StringComparison.Ordinal)))
        {
            yield return ("alias",
                $"{OneLine.Quoted(Alias)} is no name for a picture; it must be of lower-case letters, digits, dashes and points, such as hero.webp");
        }

        foreach (var problem in AddressProblems("publicUrl", PublicUrl))
        {
            yield return problem;
        }
    }

    /// <summary>Where a publication is.</summary>
    /// <param name="place">For people.</param>
    /// <param name="root">By which address its root is reached, where <see cref="PublicUrl"/> does not say; null where it is not
    /// known.</param>
    public PublishedPlace Place(Publication publication, string place, string? root = null)
    {
        var known = (PublicUrl ?? root)?.TrimEnd('/');
        return known is null
            ? new PublishedPlace(Kind, place)
            : new PublishedPlace(
                Kind, place, $"{known}/{Alias ?? PublicationIndex.PathOf(publication.Name, publication.Id, publication.Files[0].Name)}",
                $"{known}/{PublicationIndex.PathOf(publication.Name)}");
    }
}
