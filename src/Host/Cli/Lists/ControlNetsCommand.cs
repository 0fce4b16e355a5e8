using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;

namespace Atelier.Host.Cli.Lists;

/// <summary><c>atelier controlnets</c>: the ControlNets of the models folder, with the models that they are for.</summary>
internal static class ControlNetsCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var command = new Command("controlnets", "List the ControlNets, and the family of models that each is for");
        command.SetAction(parsed =>
        {
            var rows = ControlNetCatalog.All(new ModelFiles(context.Options.Folders.Models))
                .Select(entry => (string[])[entry.Name, entry.Family ?? "", FormattableString.Invariant($"{entry.TextWidth}"),
                    entry.Problem ?? "ready"]);
            new Listing(["ControlNet", "Family", "Text width", "State"], [.. rows], Details: 0).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }
}
