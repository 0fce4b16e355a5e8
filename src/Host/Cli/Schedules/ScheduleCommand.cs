using System.CommandLine;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Automation;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Client;

namespace Atelier.Host.Cli.Schedules;

/// <summary><c>atelier schedule</c>: what runs by itself on a server, and when.</summary>
internal static class ScheduleCommand
{
    public static Command Create(CommandContext context, Option<bool> json) => new("schedule", "What runs by itself, and when")
    {
        ScheduleAddCommand.Create(context, json),
        List(context, json),
        ScheduleNextCommand.Create(context, json),
        History(context, json),
        OnOne(context, json, "run", "Run it now, whatever is due", async (client, path, cancellation) =>
        {
            var run = await client.PostAsync<RunView>($"{path}/run", null, cancellation);
            return new Listing(["Run", "State"], [[run.Id, ServerVerb.Word(run.State)]]);
        }),
        OnOne(context, json, "pause", "Hold it; what is due meanwhile is not made up for", async (client, path, cancellation) =>
            ScheduleRows.Of([await client.PostAsync<ScheduleView>($"{path}/pause", null, cancellation)])),
        OnOne(context, json, "resume", "Let it go on", async (client, path, cancellation) =>
            ScheduleRows.Of([await client.PostAsync<ScheduleView>($"{path}/resume", null, cancellation)])),
        OnOne(context, json, "remove", "Remove it with its history; what it has started goes on", async (client, path, cancellation) =>
        {
            await client.DeleteAsync(path, cancellation);
            return null;
        }),
    };

    private static Command List(CommandContext context, Option<bool> json) => ServerVerb.Of(
        context, json, new Command("list", "List the schedules"),
        _ => async (client, cancellation) =>
            ScheduleRows.Of(await client.GetAsync<IReadOnlyList<ScheduleView>>("schedules", cancellation)));

    private static Command History(CommandContext context, Option<bool> json)
    {
        var name = Name();
        var count = Numbers.Whole("--count", "How many (default 20)");
        return ServerVerb.Of(context, json, new Command("history", "What was done about each of its times, newest first") { name, count }, parsed => async (client, cancellation) =>
            ScheduleRows.Of(
                (await client.GetAsync<PageOf<FireView>>(
                    $"schedules/{parsed.Part(name)}/history?limit={parsed.GetValue(count) ?? 20}", cancellation)).Items));
    }

    private static Command OnOne(
        CommandContext context, Option<bool> json, string verb, string description,
        Func<AtelierClient, string, CancellationToken, Task<Listing?>> act)
    {
        var name = Name();
        return ServerVerb.Of(
            context, json, new Command(verb, description) { name },
            parsed => (client, cancellation) => act(client, $"schedules/{parsed.Part(name)}", cancellation));
    }

    private static Argument<string> Name() => new("name") { Description = "The schedule's name" };
}
