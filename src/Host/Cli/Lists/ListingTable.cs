using Atelier.Host.Texts;
using Spectre.Console;

namespace Atelier.Host.Cli.Lists;

/// <summary>Draws a listing. Apart from <see cref="Listing"/>, so that a pipe never loads what draws.</summary>
internal static class ListingTable
{
    public static void Write(Listing listing, TextWriter output)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (var column in listing.Columns.Take(listing.Shown))
        {
            // Names keep together; the other columns share what is left, and wrap.
            table.AddColumn(
                new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = column == listing.Columns[0] });
        }

        foreach (var row in listing.Rows)
        {
            table.AddRow(row.Take(listing.Shown).Select(cell => new Text(OneLine.Of(cell, 1000), Look(cell))));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    private static Style Look(string cell) => cell switch
    {
        "active" or "ready" => new Style(Color.Green),
        "failed" => new Style(Color.Red),
        _ => Style.Plain,
    };
}
