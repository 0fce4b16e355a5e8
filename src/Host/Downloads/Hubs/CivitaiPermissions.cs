using System.Text.Json;

namespace Atelier.Host.Downloads;

/// <summary>What a maker on Civitai permits, turned into what is not permitted.</summary>
internal static class CivitaiPermissions
{
    private static readonly (string Permission, string Restriction)[] Commercial =
    [
        ("Image", "Pictures made with it must not be sold"),
        ("Rent", "It must not be offered as a service for money"),
        ("Sell", "The model and merges of it must not be sold"),
    ];

    /// <param name="model">The answer to <c>/api/v1/models/{id}</c>; undefined where there is none.</param>
    public static IReadOnlyList<string> Restrictions(JsonElement model)
    {
        // Once one text (None, Image, Rent, Sell, each with those before it), now a list; between, a text such as {Image,RentCivit}.
        var permissions = model.Texts("allowCommercialUse")
            .SelectMany(text => text.Trim('{', '}').Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (model.At("allowCommercialUse")?.ValueKind == JsonValueKind.String && permissions.Count == 1)
        {
            string[] ladder = ["Image", "Rent", "Sell"];
            permissions.UnionWith(ladder.Take(Array.IndexOf(ladder, permissions.First()) + 1));
        }

        var restrictions = new List<string>();
        if (model.Flag("allowNoCredit") == false)
        {
            restrictions.Add("Name its maker wherever it is used");
        }

        if (model.At("allowCommercialUse") is not null)
        {
            restrictions.AddRange(Commercial.Where(rule => !permissions.Contains(rule.Permission)).Select(rule => rule.Restriction));
        }

        if (model.Flag("allowDerivatives") == false)
        {
            restrictions.Add("Merges of it must not be shared");
        }

        if (model.Flag("allowDifferentLicense") == false)
        {
            restrictions.Add("Merges of it must keep these permissions");
        }

        return restrictions;
    }
}
