using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Define;
using Atelier.DiscordBot.Commands.Queue;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Making.Follow;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Commands.Cancel;

/// <summary>Ends jobs of who asks; nobody ends another's.</summary>
internal sealed class CancelCommand(CommandServices services) : SlashCommand(services.Host)
{
    private const string All = "all";

    private readonly Cancellations _cancellations = new(services.Host);

    public override ApplicationCommand Definition { get; } = new(
        CommandType.Slash, "cancel", "End a job of yours",
        [Option.Text("job", "Which, or all; left out, the only one you have", completed: true, most: 100)]);

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var own = await services.Host.Jobs.UnfinishedAsync(context.Owner, stop);
        var ended = 0;
        foreach (var job in Meant(own, options.Text("job")))
        {
            await _cancellations.NoteAsync(job.Id, context.User.Id, stop);
            ended += await services.Host.Queue.CancelAsync(job.Id, stop) is { State: JobState.Canceled or JobState.Running } ? 1 : 0;
        }

        await context.SayAsync(ended == 0 ? "It was over already." : $"{Wording.Count(ended, "job")} cancelled.", stop);
    }

    protected override async Task<Suggestions> CompleteAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var own = await services.Host.Jobs.UnfinishedAsync(context.Owner, stop);
        return new Suggestions(
        [
            .. own.Select(job => (Label(job), job.Id)),
            .. own.Count > 1 ? [("all of them", All)] : Array.Empty<(string, string)>(),
        ]);
    }

    private static string Label(Job job) =>
        $"{(job.State == JobState.Running ? "running" : "waiting")} · {QueueCommand.Size(job)} · {Wording.OneLine(job.Request.Prompt)}";

    private static IReadOnlyList<Job> Meant(IReadOnlyList<Job> own, string? typed) => (own.Count, typed) switch
    {
        (0, _) => throw new Refusal("You have nothing in the queue."),
        (_, All) or (1, null) => own,
        (_, null) => throw new Refusal($"You have {own.Count} jobs. Please say which `job`, or `all`."),
        _ => own.Where(job => job.Id == typed).ToList() is { Count: 1 } one ? one
            : throw new Refusal("That `job` is not one of yours that wait or run. Please take one of those that are suggested, or `all`."),
    };
}
