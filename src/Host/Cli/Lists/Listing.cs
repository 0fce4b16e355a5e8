using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Lists;

/// <summary>Rows under headings: a table on a terminal, aligned columns in a pipe, an array of objects as JSON.</summary>
/// <param name="Columns">The headings, a word each.</param>
/// <param name="Rows">As many texts each as there are columns.</param>
/// <param name="Details">Columns at the end that only JSON shows: a terminal is too narrow for everything.</param>
internal sealed record Listing(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Details = 0)
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Columns that people see.</summary>
    public int Shown => Columns.Count - Details;

    /// <summary>Writes it as the reader needs it.</summary>
    public void Write(Terminal terminal, bool json)
    {
        if (json)
        {
            WriteJson(terminal.Out);
        }
        else if (terminal.OutIsTerminal)
        {
            ListingTable.Write(this, terminal.Out);
        }
        else
        {
            WriteText(terminal.Out);
        }
    }

    private void WriteText(TextWriter output)
    {
        var lines = Rows.Prepend(Columns).Select(row => row.Take(Shown).Select(cell => OneLine.Of(cell, 1000)).ToArray()).ToArray();
        var widths = Columns.Take(Shown).Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private void WriteJson(TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartArray();
            foreach (var row in Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < Columns.Count; i++)
                {
                    json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(Columns[i]), row[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
