using System.CommandLine;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Client;
using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Check;

namespace Atelier.Host.Cli.Plugins;

/// <summary><c>atelier plugins list</c>, <c>check</c> and <c>sdk</c>.</summary>
internal static class PluginsCommand
{
    private static readonly TimeSpan TrialPatience = TimeSpan.FromSeconds(10);

    public static Command Create(CommandContext context, Option<bool> json) => new("plugins", "What plugins there are, and help for those who write them")
    {
        List(context, json),
        Check(context, json),
        Sdk(context),
    };

    private static Command List(CommandContext context, Option<bool> json)
    {
        var list = new Command(
            "list", "List the plugins: what works, and why the rest does not; of a server, also how its front ends stand");
        var choice = ServerChoice.AddTo(list, context, without: "what lies here");
        list.SetAction(async (parsed, cancellation) =>
        {
            (choice.IsNamed(parsed)
                ? PluginRows.Of(await OfServerAsync(parsed, choice, cancellation))
                : PluginRows.Of(context.Plugins.Plugins))
                .Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return list;
    }

    private static Command Check(CommandContext context, Option<bool> json)
    {
        var folder = new Argument<string>("folder") { Description = "The plugin's folder, with its plugin.json" };
        var check = new Command("check", "Load one plugin, try each of its parts without a model, unload it, and tell all that is wrong")
        {
            folder,
        };
        check.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (!Directory.Exists(path))
            {
                throw new InputException($"the folder {path} is not there");
            }

            var findings = new PluginCheck(new PluginLoader(PrivateCopies.OfUser(), PluginLoader.DefaultPatience), TrialPatience)
                .Run(path, context.Plugins.Plugins);
            new Listing(["Check", "Result", "Detail"],
                [.. findings.Select(finding => (string[])[finding.What, finding.Grade, finding.Detail])])
                .Write(context.Terminal, parsed.GetValue(json));
            return findings.Any(finding => finding.Grade == "wrong") ? ExitCode.Failed : ExitCode.Ok;
        });
        return check;
    }

    private static Command Sdk(CommandContext context)
    {
        var sdk = new Command(
            "sdk", "Print the folder of what plugins are built with: the contracts, and the tests that any part should pass");
        sdk.SetAction(_ =>
        {
            context.Terminal.Out.WriteLine(Path.Combine(AppContext.BaseDirectory, "sdk"));
            return ExitCode.Ok;
        });
        return sdk;
    }

    private static async Task<IReadOnlyList<PluginView>> OfServerAsync(
        ParseResult parsed, ServerChoice choice, CancellationToken cancellation)
    {
        await using var session = await choice.OpenAsync(parsed, cancellation);
        return await session.Client.GetAsync<IReadOnlyList<PluginView>>("plugins", cancellation);
    }
}
