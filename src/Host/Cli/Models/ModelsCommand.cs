using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Models;

/// <summary><c>atelier models list</c> and <c>atelier models inspect</c>: what is in the models folder, and in one file.</summary>
internal static class ModelsCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var list = new Command("list", "List the models folder, with what cannot be used and why");
        list.SetAction(parsed =>
        {
            var models = new ModelCatalog(context.Options.Folders.Models).List();
            new Listing(["Model", "State", "File"], [.. models.Select(model => (string[])[model.Name, model.State, model.FileName])])
                .Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });

        var model = new Argument<string>("model") { Description = "A model's name, or the path of a file or folder" };
        var inspect = new Command("inspect", "Show what a model file or folder holds, its hash, and what is missing") { model };
        inspect.SetAction(parsed =>
        {
            var folder = context.Options.Folders.Models;
            var named = parsed.GetValue(model)!;
            var path = File.Exists(named) || Directory.Exists(named) ? named : Named(new ModelCatalog(folder), named);
            var report = new ModelReport(CheckpointInspector.Inspect(path, folder, hash: true, context.Cancellation));
            if (parsed.GetValue(json))
            {
                report.WriteJson(context.Terminal.Out);
            }
            else
            {
                report.WriteText(context.Terminal);
            }

            return report.Problem is { } problem ? throw new CheckpointException(problem) : ExitCode.Ok;
        });
        return new Command("models", "What models there are") { list, inspect };
    }

    // A model that cannot be used can still be inspected: that tells why.
    private static string Named(ModelCatalog catalog, string name) =>
        catalog.List().FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || entry.FileName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Path
            ?? catalog.Find(name).Path;
}
