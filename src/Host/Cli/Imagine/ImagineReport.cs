using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atelier.Host.Progress;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A picture in its file.</summary>
internal sealed record SavedPicture(string File, int Width, int Height, ulong Seed, string Recipe);

/// <summary>What <c>imagine</c> says when it is done.</summary>
/// <param name="pictures">What was made.</param>
/// <param name="times">Where the time went.</param>
/// <param name="command">What the command took.</param>
/// <param name="total">What the process took until now.</param>
internal sealed class ImagineReport(IReadOnlyList<SavedPicture> pictures, StageTimes times, TimeSpan command, TimeSpan total)
{
    // Prompts stay readable: this goes to programs and terminals, never into HTML.
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The files on standard output, one a line; a summary on standard error.</summary>
    public void WriteText(Terminal terminal, bool quiet)
    {
        WriteFiles(terminal.Out);
        if (!quiet && pictures is [var first, ..])
        {
            var seeds = pictures.Count == 1 ? $"seed {first.Seed}" : $"seeds {first.Seed} to {pictures[^1].Seed}";
            var notable = times.All.Where(stage => stage.Time >= TimeSpan.FromMilliseconds(10));
            var stages = string.Join(", ", notable.Select(stage => $"{stage.Stage} {Seconds(stage.Time)}"));
            terminal.Error.WriteLine($"{first.Width}×{first.Height}, {seeds}, {Seconds(total)} s ({stages})");
        }
    }

    /// <summary>The files alone.</summary>
    public void WriteFiles(TextWriter output)
    {
        foreach (var picture in pictures)
        {
            output.WriteLine(Shortened(picture.File));
        }
    }

    /// <summary>One JSON document: each picture with its recipe, and the timings in seconds.</summary>
    public void WriteJson(TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            WritePictures(json);
            WriteTimings(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private void WritePictures(Utf8JsonWriter json)
    {
        json.WriteStartArray("pictures");
        foreach (var picture in pictures)
        {
            json.WriteStartObject();
            json.WriteString("file", picture.File);
            json.WriteNumber("width", picture.Width);
            json.WriteNumber("height", picture.Height);
            json.WriteNumber("seed", picture.Seed);
            json.WritePropertyName("recipe");
            json.WriteRawValue(picture.Recipe);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteTimings(Utf8JsonWriter json)
    {
        json.WriteStartObject("timings");
        json.WriteNumber("start", Rounded(total - command));
        foreach (var (stage, time) in times.All)
        {
            json.WriteNumber(stage, Rounded(time));
        }

        json.WriteNumber("total", Rounded(total));
        json.WriteEndObject();
    }

    // From where the reader stands, if that is above the file.
    private static string Shortened(string file)
    {
        var near = Path.GetRelativePath(Environment.CurrentDirectory, file);
        return near.StartsWith("..", StringComparison.Ordinal) ? file : near;
    }

    private static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 4);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
}
