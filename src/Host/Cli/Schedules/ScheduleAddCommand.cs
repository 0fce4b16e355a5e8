using System.CommandLine;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Automation;

namespace Atelier.Host.Cli.Schedules;

/// <summary><c>atelier schedule add</c>.</summary>
internal static class ScheduleAddCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var name = new Argument<string>("name") { Description = "The schedule's name: letters, digits, '-', '_' or '.'" };
        var add = new Command("add", "Make a schedule") { name };
        var target = new TargetOptions(add);
        var options = new ScheduleOptions(add);
        return ServerVerb.Of(context, json, add, parsed =>
        {
            var body = options.Body(parsed);
            body["name"] = parsed.GetRequiredValue(name);
            body["target"] = target.Target(parsed);
            return async (client, cancellation) => ScheduleRows.Of([await client.PostAsync<ScheduleView>("schedules", body, cancellation)]);
        });
    }
}
