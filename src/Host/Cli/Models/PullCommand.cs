using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Downloads;
using Atelier.Host.Net;

namespace Atelier.Host.Cli.Models;

/// <summary><c>atelier models pull</c>: shows what a hub offers and on what terms, then fetches it.</summary>
internal sealed class PullCommand(CommandContext context)
{
    private readonly Argument<string> _source = new("source") { Description = "hf:OWNER/NAME[@REVISION], civitai:VERSION, or a URL" };
    private readonly Option<string> _name = new("--name") { Description = "What to call it (default: the hub's name for it)" };
    private readonly Option<string> _file = new("--file") { Description = "Which file of it, where there are several" };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Accept its licence and restrictions without being asked" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Take the place of a model of the same name" };

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var pull = new PullCommand(context);
        var command = new Command("pull", "Fetch a model from Hugging Face, Civitai or a URL")
        {
            pull._source,
            pull._name,
            pull._file,
            pull._yes,
            pull._replace,
        };
        command.SetAction((parsed, _) => pull.RunAsync(parsed, parsed.GetValue(json)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, bool json)
    {
        using var guarded = new GuardedClient(new AddressRules(context.Options.Network.Allow));
        var client = new HubClient(guarded, context.Options.Hubs, context.Time);
        var fetcher =
            DownloadServices.Fetcher(context.Options, new FileFetcher(client, new DownloadPatience(), context.Time), context.Time);

        var offer = await new ModelHubs(client).DescribeAsync(
            parsed.GetRequiredValue(_source), parsed.GetValue(_file), parsed.GetValue(_name), context.Cancellation);
        if (!json)
        {
            OfferText.Write(offer, context.Terminal);
        }

        if (!await AcceptsAsync(parsed.GetValue(_yes)))
        {
            return ExitCode.Cancelled;
        }

        var replace = parsed.GetValue(_replace)
            || (fetcher.IsTaken(offer) && await AskAsync($"There is a model {offer.Name} already. Replace it?") == true);
        new DownloadStore(fetcher.Models).Sweep(context.Time.GetUtcNow() - new DownloadLimits().Keep);
        fetcher.Check(offer, replace);
        var path = await PullProgress.RunAsync(
            context, offer, json, meter => fetcher.FetchAsync(offer, replace, meter, context.Cancellation));
        Report(offer, path, json);
        return ExitCode.Ok;
    }

    private async Task<bool> AcceptsAsync(bool yes) => yes || (await AskAsync("Fetch it on these terms?")
        ?? throw new InputException("nothing was fetched: read the model's licence and restrictions, and accept them with --yes"));

    // Null where there is nobody to ask.
    private async Task<bool?> AskAsync(string question)
    {
        if (context.Terminal.ReadLine is not { } read)
        {
            return null;
        }

        context.Terminal.Error.Write($"{question} [y/N] ");
        var answer = await Task.Run(read).WaitAsync(context.Cancellation);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private void Report(ModelOffer offer, string path, bool json)
    {
        var report = CheckpointInspector.Inspect(path, context.Options.Folders.Models, hash: false);
        string[] row = [offer.Name, report.Family?.Label ?? "", report.State, path, offer.Source, offer.Revision ?? ""];
        new Listing(["Model", "Family", "State", "Path", "Source", "Revision"], [row], Details: 2).Write(context.Terminal, json);
    }
}
