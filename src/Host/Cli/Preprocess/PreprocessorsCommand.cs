using System.CommandLine;
using System.Globalization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Preprocess;

/// <summary><c>atelier preprocessors</c>: what makes maps, with the annotators of the models folder.</summary>
internal static class PreprocessorsCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var command = new Command("preprocessors", "List what makes maps for ControlNets");
        command.SetAction(parsed =>
        {
            var catalog = new PreprocessorCatalog(context.Plugins.Registry, new ModelFiles(context.Options.Folders.Models));
            var rows = catalog.All().Select(entry => (string[])
            [
                entry.Name,
                entry.ControlType,
                string.Join(", ", entry.Part.Options.Select(Text)),
                entry.Description,
                entry.Label,
                string.Join(", ", entry.Aliases),
            ]);
            new Listing(["Preprocessor", "For", "Options", "About", "Label", "Aliases"], [.. rows], Details: 2).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Text(PartOption option) =>
        string.Create(CultureInfo.InvariantCulture, $"{option.Name} {option.Default} ({option.Minimum} to {option.Maximum})");
}
