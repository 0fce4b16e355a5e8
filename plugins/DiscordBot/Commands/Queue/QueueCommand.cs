using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Commands.Queue;

internal sealed class QueueCommand(CommandServices services) : SlashCommand(services.Host)
{
    private readonly IFrontEndJobs _jobs = services.Host.Jobs;

    public override ApplicationCommand Definition { get; } =
        new(CommandType.Slash, "queue", "How many pictures wait, and where yours stand");

    protected override async Task RunAsync(InteractionContext context, GivenOptions options, CancellationToken stop)
    {
        var totals = await _jobs.TotalsAsync(stop);
        var card = new Card(
            "Queue",
            $"{Wording.Count(totals.Waiting, "job")} {(totals.Waiting == 1 ? "waits" : "wait")}, "
            + $"{totals.Running} {(totals.Running == 1 ? "runs" : "run")}."
            + (totals.Paused ? " The queue is paused, so nothing new begins for now." : ""));
        var own = await _jobs.UnfinishedAsync(context.Owner, stop);
        foreach (var job in own)
        {
            card.With(await PlaceAsync(job, stop), Line(job));
        }

        await context.SayAsync((own.Count == 0 ? card.With("Yours", "You have nothing in the queue.") : card).Message(), stop);
    }

    /// <summary>A job on one line: <c>4 pictures · a fox in the snow</c>.</summary>
    public static string Line(Job job) => $"{Size(job)} · {MessageText.Escape(job.Request.Prompt, 150)}";

    public static string Size(Job job) => Wording.Count((long)job.Request.Count * job.Request.BatchSize, "picture");

    private async Task<string> PlaceAsync(Job job, CancellationToken stop) => job.State == JobState.Running ? "Being made now"
        : await _jobs.PlaceAsync(job.Id, stop) switch
        {
            null => "Being made now",
            0 => "Next",
            var before => $"{Wording.Count(before.Value, "job")} before it",
        };
}
