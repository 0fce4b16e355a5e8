using System.Globalization;
using System.Text;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline;

/// <summary>A converted model's page for people: what it was made from, how large it is, and what that costs.</summary>
public static class ModelCard
{
    /// <summary>
    /// Writes the card: <c>README.md</c> in a folder, where the source's is kept as <c>README.source.md</c>; <c>NAME.md</c> beside a file.
    /// </summary>
    /// <param name="source">The model that was converted.</param>
    /// <param name="converted">What it became.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="precision">What was asked for.</param>
    /// <param name="trial">What was measured; null where nothing was.</param>
    /// <returns>Where it lies.</returns>
    public static string Write(
        CheckpointReport source, CheckpointReport converted, string path, Precision precision, ConversionTrial? trial)
    {
        var card = Directory.Exists(path) ? Path.Combine(path, "README.md") : Path.ChangeExtension(path, ".md");
        if (File.Exists(card) && Directory.Exists(path))
        {
            File.Move(card, Path.Combine(path, "README.source.md"), overwrite: true);
        }

        File.WriteAllText(card, Text(source, converted, precision.Name(), trial));
        return card;
    }

    private static string Text(CheckpointReport source, CheckpointReport converted, string precision, ConversionTrial? trial)
    {
        var text = new StringBuilder();
        Line($"# {converted.Name}");
        Line($"");
        Line($"`{source.Name}` with its weights in {precision}, converted by Atelier. It opens like any other checkpoint. The source's licence holds.");
        Line($"");
        Line($"| component | was | is | size | × before |");
        Line($"|---|---|---|---|---|");
        foreach (var (was, part) in source.Components.Zip(converted.Components))
        {
            Line($"| {part.Name} | {was.Precision} | {part.Precision} | {part.Bytes / 1e6:0.0} MB | {(double)part.Bytes / was.Bytes:0.00} |");
        }

        if (trial is not null)
        {
            Line($"");
            Line($"Measured on the machine that converted it, one run, the UNet beside the source's, two latents of the size it was trained at:");
            Line($"");
            Line($"| memory while running | most memory while loading | time of a step | largest error | mean error |");
            Line($"|---|---|---|---|---|");
            Line($"| × {trial.Memory:0.00} | × {trial.LoadPeak:0.00} | × {trial.Step:0.00} | {trial.LargestError:0.0e+0} of the largest value | {trial.MeanError:0.0e+0} (root mean square) |");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
