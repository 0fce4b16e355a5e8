using System.CommandLine;
using Atelier.FrontEnds;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Plugins;

namespace Atelier.Host.Cli.Discord;

/// <summary><c>atelier discord check</c>: what is wrong with the bot's token, application, delivery and permissions.</summary>
internal static class CheckCommand
{
    private const string Name = "discord";

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var check = new Command("check", "Tell what is wrong with the bot's token, application, delivery and permissions");
        check.SetAction(async (parsed, cancellation) =>
        {
            var frontEnd = Find(context.Plugins);
            var address = context.Options.Server.PublicUrl is { } text ? new Uri(text) : null;
            var findings = await frontEnd.CheckAsync(address, context.Time, cancellation);
            new Listing(
                ["Check", "Result", "Detail"],
                [.. findings.Select(finding => (string[])[finding.What, finding.Grade.ToString().ToLowerInvariant(), finding.Detail])])
                .Write(context.Terminal, parsed.GetValue(json));
            return findings.Any(finding => finding.Grade == FrontEndGrade.Wrong) ? ExitCode.Failed : ExitCode.Ok;
        });
        return check;
    }

    private static IFrontEnd Find(PluginHost plugins)
    {
        var plugin = plugins.Plugins.FirstOrDefault(one => one.Id == Name)
            ?? throw new InputException($"there is no plugin '{Name}' in the plugins folders; it comes with Atelier");
        return plugin.Parts?.Of<IFrontEnd>().Select(part => part.Value).FirstOrDefault(one => one.Name == Name)
            ?? throw new InputException($"the plugin '{Name}' does not work: {plugin.Reason ?? "it brings no front end of that name"}");
    }
}
