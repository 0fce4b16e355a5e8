using Atelier.Host.Cli.Lists;
using Atelier.Host.Downloads;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Models;

/// <summary>
/// What a hub offers, for reading before it is fetched: its card, then its terms, so that the terms stand next to the question.
/// </summary>
internal static class OfferText
{
    private const int CardLines = 30;
    private const int FilesShown = 12;

    public static void Write(ModelOffer offer, Terminal terminal)
    {
        var lines = offer.Card.Split('\n');
        foreach (var line in lines.Take(CardLines))
        {
            terminal.Out.WriteLine(OneLine.Of(line, 400));
        }

        if (lines.Length > CardLines)
        {
            terminal.Out.WriteLine($"… {lines.Length - CardLines} more lines{(offer.Page is null ? "" : $" at {offer.Page}")}");
        }

        if (offer.Card.Length > 0)
        {
            terminal.Out.WriteLine();
        }

        new Listing(["What", "Value"], [.. Rows(offer)]).Write(terminal, json: false);
    }

    private static IEnumerable<string[]> Rows(ModelOffer offer)
    {
        yield return ["Name", offer.Name];
        yield return ["Source", offer.Source];
        foreach (var (what, value) in ((string, string?)[])
            [
                ("Revision", offer.Revision), ("Page", offer.Page), ("Type", offer.Type), ("Base model", offer.BaseModel),
                ("Trained words", offer.TrainedWords.Count == 0 ? null : string.Join(", ", offer.TrainedWords)),
            ])
        {
            if (value is not null)
            {
                yield return [what, value];
            }
        }

        foreach (var file in offer.Files.Take(FilesShown))
        {
            yield return ["File", file.Bytes is { } bytes ? $"{file.Path}, {ByteCount.Of(bytes)}" : file.Path];
        }

        if (offer.Files.Count > FilesShown)
        {
            yield return ["File", $"and {offer.Files.Count - FilesShown} more"];
        }

        yield return ["Size", offer.Bytes is { } all ? ByteCount.Of(all) : "not known"];
        foreach (var note in offer.Notes)
        {
            yield return ["Note", note];
        }

        foreach (var row in Terms(offer.Licence, offer.Restrictions))
        {
            yield return row;
        }
    }

    /// <summary>The terms alone.</summary>
    public static IEnumerable<string[]> Terms(ModelLicence? licence, IReadOnlyList<string> restrictions)
    {
        yield return ["Licence", licence is null ? "none named" : licence.Link is null ? licence.Name : $"{licence.Name}: {licence.Link}"];
        foreach (var restriction in restrictions)
        {
            yield return ["Restriction", restriction];
        }
    }
}
