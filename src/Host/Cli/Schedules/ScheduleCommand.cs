using System.CommandLine;
using Atelier.Host.Api.Native.Contracts;
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
        OnOne(context, json, "run", "Run it now, whatever is due", async (client, name, cancellation) =>
        {
            var run = await client.PostAsync<RunView>($"schedules/{name}/run", null, cancellation);
            return new Listing(["Run", "State"], [[run.Id, Words(run.State)]]);
        }),
        OnOne(context, json, "pause", "Hold it; what is due meanwhile is not made up for", async (client, name, cancellation) =>
            ScheduleRows.Of([await client.PostAsync<ScheduleView>($"schedules/{name}/pause", null, cancellation)])),
        OnOne(context, json, "resume", "Let it go on", async (client, name, cancellation) =>
            ScheduleRows.Of([await client.PostAsync<ScheduleView>($"schedules/{name}/resume", null, cancellation)])),
        OnOne(context, json, "remove", "Remove it with its history; what it has started goes on", async (client, name, cancellation) =>
        {
            await client.DeleteAsync($"schedules/{name}", cancellation);
            return null;
        }),
    };

    /// <summary>A name as a part of an address.</summary>
    public static string Escaped(string name) => Uri.EscapeDataString(name);

    private static Command List(CommandContext context, Option<bool> json)
    {
        var list = new Command("list", "List the schedules");
        var choice = ServerChoice.AddTo(list, context, takesData: true);
        list.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await choice.OpenAsync(parsed, cancellation);
            ScheduleRows.Of(await session.Client.GetAsync<IReadOnlyList<ScheduleView>>("schedules", cancellation)).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return list;
    }

    private static Command History(CommandContext context, Option<bool> json)
    {
        var name = Name();
        var count = Numbers.Whole("--count", "How many (default 20)");
        var history = new Command("history", "What was done about each of its times, newest first") { name, count };
        var choice = ServerChoice.AddTo(history, context, takesData: true);
        history.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await choice.OpenAsync(parsed, cancellation);
            var page = await session.Client.GetAsync<PageOf<FireView>>(
                $"schedules/{Escaped(parsed.GetRequiredValue(name))}/history?limit={parsed.GetValue(count) ?? 20}", cancellation);
            ScheduleRows.Of(page.Items).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return history;
    }

    private static Command OnOne(
        CommandContext context, Option<bool> json, string verb, string description, Func<AtelierClient, string, CancellationToken, Task<Listing?>> act)
    {
        var name = Name();
        var command = new Command(verb, description) { name };
        var choice = ServerChoice.AddTo(command, context, takesData: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await choice.OpenAsync(parsed, cancellation);
            (await act(session.Client, Escaped(parsed.GetRequiredValue(name)), cancellation))?.Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "The schedule's name" };

    private static string Words(Enum value) => value.ToString().ToLowerInvariant();
}
