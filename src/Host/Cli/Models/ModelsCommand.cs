using System.CommandLine;
using System.Globalization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Downloads;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Models;

/// <summary>
/// <c>atelier models list</c>, <c>atelier models inspect</c>, <c>atelier models pull</c> and <c>atelier models convert</c>.
/// </summary>
internal static class ModelsCommand
{
    private const int MissingShown = 10;

    public static Command Create(CommandContext context, Option<bool> json) => new("models", "What models there are")
    {
        List(context, json),
        Inspect(context, json),
        PullCommand.Create(context, json),
        ConvertCommand.Create(context, json),
    };

    private static Command List(CommandContext context, Option<bool> json)
    {
        var list = new Command("list", "List the models folder, with what cannot be used and why");
        list.SetAction(parsed =>
        {
            var models = context.Options.Folders.Models;
            var rows = new ModelCatalog(models).List().Select(model => Row(model, models)).ToArray();
            new Listing(["Model", "Family", "Stored", "Parameters", "Size", "State"], rows).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return list;
    }

    private static Command Inspect(CommandContext context, Option<bool> json)
    {
        var model = new Argument<string>("model") { Description = "A file, a folder, or a name of the models folder" };
        var inspect = new Command("inspect", "Tell what a model file holds") { model };
        inspect.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(model);
            var path = File.Exists(name) || Directory.Exists(name) ? Path.GetFullPath(name) : Named(context, name).Path;
            if (File.Exists(path) && AdaptersCommand.Inspect(path, context.Cancellation) is { } adapter)
            {
                adapter.Write(context.Terminal, parsed.GetValue(json));
                return ExitCode.Ok;
            }

            var report = CheckpointInspector.Inspect(path, context.Options.Folders.Models, hash: true, context.Cancellation);
            new Listing(["What", "Value"], [.. Rows(report), .. Origin(path)]).Write(context.Terminal, parsed.GetValue(json));
            return report.IsReady ? ExitCode.Ok : ExitCode.Failed;
        });
        return inspect;
    }

    // A model that cannot be used is still worth a look, so this asks the list and not for a model to run.
    private static ModelEntry Named(CommandContext context, string name)
    {
        var catalog = new ModelCatalog(context.Options.Folders.Models);
        return catalog.List().FirstOrDefault(entry => Is(entry.Name) || Is(entry.FileName)) ?? catalog.Find(name);

        bool Is(string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Row(ModelEntry entry, string modelsFolder)
    {
        var report = CheckpointInspector.Inspect(entry.Path, modelsFolder, hash: false);
        return
        [
            entry.Name,
            report.Family?.Label ?? "",
            report.Components.FirstOrDefault(component => component.Name == "unet")?.Precision ?? "",
            report.Components.Count == 0 ? "" : Count(report.Parameters),
            report.Files.Count == 0 ? "" : ByteCount.Of(report.Files.Sum(file => file.Bytes)),
            entry.State,
        ];
    }

    private static IEnumerable<string[]> Rows(CheckpointReport report)
    {
        yield return ["Name", report.Name];
        yield return ["State", report.State];
        if (report.Problem is not null)
        {
            yield return ["Problem", report.Problem];
        }

        yield return ["Kind", report.Kind];
        if (report.Family is { } family)
        {
            yield return ["Family", family.Variant == "base" ? family.Label : $"{family.Label}, {family.Variant}"];
            yield return ["Predicts", report.PredictionType ?? ""];
        }

        foreach (var component in report.Components)
        {
            yield return [component.Name,
                $"{Count(component.Parameters)} parameters, {component.Precision}, {ByteCount.Of(component.Bytes)}"];
        }

        foreach (var file in report.Files)
        {
            yield return ["File", $"{file.Name}, {ByteCount.Of(file.Bytes)}"];
        }

        if (report.Sha256 is { } hash)
        {
            yield return ["SHA-256", hash];
            yield return ["Short hash", report.ShortHash!];
        }

        foreach (var missing in report.Missing.Take(MissingShown))
        {
            yield return ["Missing", missing];
        }

        if (report.Missing.Count > MissingShown)
        {
            yield return ["Missing", $"and {report.Missing.Count - MissingShown} more"];
        }

        foreach (var (key, value) in report.Metadata)
        {
            yield return ["Note", $"{key}: {value}"];
        }
    }

    private static IEnumerable<string[]> Origin(string path) => SourceRecord.Of(path) is not { } source ? [] :
    [
        ["Source", source.Revision is null ? source.Source : $"{source.Source}, revision {source.Revision}"],
        .. OfferText.Terms(source.Licence, source.Restrictions),
        ["Fetched", source.FetchedAt.ToString("u", CultureInfo.InvariantCulture)],
    ];

    private static string Count(long parameters) => parameters >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{parameters / 1e9:0.00} G")
        : string.Create(CultureInfo.InvariantCulture, $"{parameters / 1e6:0.0} M");
}
