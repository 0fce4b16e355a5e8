namespace Atelier.Host.Downloads;

/// <summary>What the licences of image models are called, and what they ask, in a sentence. The licence itself decides.</summary>
internal static class KnownLicences
{
    private const string UseRestricted =
        "Uses that the licence lists (harm, deception, discrimination, …) are forbidden, also to whom you give the model";

    private static readonly Dictionary<string, (string Name, string? Restriction)> ById = new(StringComparer.OrdinalIgnoreCase)
    {
        ["creativeml-openrail-m"] = ("CreativeML Open RAIL-M", UseRestricted),
        ["openrail++"] = ("CreativeML Open RAIL++-M", UseRestricted),
        ["openrail"] = ("OpenRAIL", UseRestricted),
        ["bigscience-openrail-m"] = ("BigScience OpenRAIL-M", UseRestricted),
        ["apache-2.0"] = ("Apache License 2.0", null),
        ["mit"] = ("MIT License", null),
        ["cc0-1.0"] = ("Creative Commons Zero 1.0", null),
        ["cc-by-4.0"] = ("Creative Commons Attribution 4.0", "Name the author where you pass it on"),
        ["cc-by-sa-4.0"] = ("Creative Commons Attribution-ShareAlike 4.0", "Name the author, and pass changes on under the same licence"),
        ["cc-by-nc-4.0"] = ("Creative Commons Attribution-NonCommercial 4.0", "No commercial use; name the author"),
        ["cc-by-nc-sa-4.0"] = ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
            "No commercial use; name the author; pass changes on under the same licence"),
        ["gpl-3.0"] = ("GNU General Public License 3.0", "Pass changes on under the same licence"),
        ["other"] = ("a licence of its own", "Read the licence: it is none of the common ones"),
    };

    /// <summary>Its name for people.</summary>
    public static string NameOf(string id) => ById.TryGetValue(id, out var known) ? known.Name : id;

    /// <summary>What it asks; null where nothing, or nothing is known of it.</summary>
    public static string? RestrictionOf(string id) => ById.TryGetValue(id, out var known) ? known.Restriction : null;
}
