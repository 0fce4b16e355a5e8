using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Models;

/// <summary>What <c>models inspect</c> prints of a report.</summary>
internal sealed partial class ModelReport(CheckpointReport report)
{
    /// <summary>Why the model cannot be used; null where it can.</summary>
    public string? Problem => report.Problem;

    /// <summary>A listing of facts, then its components, files and notes where there are some.</summary>
    public void WriteText(Terminal terminal)
    {
        new Listing(["What", "Value"], [.. Facts()]).Write(terminal, json: false);
        if (report.Components.Count > 0)
        {
            Section(terminal, ["Component", "Precision", "Parameters", "Size"], report.Components.Select(part =>
                (string[])[part.Name, part.Precision, Count(part.Parameters), Size(part.Bytes)]));
        }

        if (report.Files.Count > 0)
        {
            Section(terminal, ["File", "Size", "SHA-256"], report.Files.Select(file => (string[])[file.Name, Size(file.Bytes), file.Sha256 ?? ""]));
        }

        if (report.Metadata.Count > 0)
        {
            Section(terminal, ["Note", "Value"], report.Metadata.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => (string[])[note.Key, note.Value]));
        }

        if (report.Missing.Count > 0)
        {
            Section(terminal, ["Missing"], report.Missing.Select(missing => (string[])[missing]));
        }
    }

    /// <summary>The whole report as one JSON document.</summary>
    public void WriteJson(TextWriter output) => output.WriteLine(JsonSerializer.Serialize(report, ReportJson.Readable.CheckpointReport));

    private IEnumerable<string[]> Facts()
    {
        yield return ["Name", report.Name];
        yield return ["State", report.State];
        yield return ["Kind", report.Kind];
        if (report.Family is { } family)
        {
            yield return ["Family", family.Variant == "base" ? family.Label : $"{family.Label}, {family.Variant}"];
        }

        if (report.PredictionType is { } prediction)
        {
            yield return ["Prediction", prediction];
        }

        yield return ["Parameters", Count(report.Parameters)];
        if (report.Sha256 is { } hash)
        {
            yield return ["SHA-256", hash];
            yield return ["Short hash", report.ShortHash!];
        }
    }

    private static void Section(Terminal terminal, string[] columns, IEnumerable<string[]> rows)
    {
        terminal.Out.WriteLine();
        new Listing(columns, [.. rows]).Write(terminal, json: false);
    }

    private static string Count(long number) => number switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e9:0.00} billion"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.0} million"),
        _ => number.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static string Size(long bytes) => bytes >= 1 << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.00} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB");

    [JsonSerializable(typeof(CheckpointReport))]
    private sealed partial class ReportJson : JsonSerializerContext
    {
        // Model names and notes stay readable: this goes to programs and terminals, never into HTML.
        public static ReportJson Readable { get; } = new(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
