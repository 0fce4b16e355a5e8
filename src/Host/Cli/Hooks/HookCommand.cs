using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Automation;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Hooks;

/// <summary><c>atelier hook</c>: who may start what on a server by <c>POST /hooks/NAME</c>.</summary>
internal static class HookCommand
{
    public static Command Create(CommandContext context, Option<bool> json) => new("hook", "Who may start what by a signed message")
    {
        Add(context, json),
        List(context, json),
        Rotate(context, json),
        Calls(context, json),
        Remove(context, json),
    };

    private static Command Add(CommandContext context, Option<bool> json)
    {
        var name = new Argument<string>("name")
        {
            Description = "The last part of its address, /hooks/NAME: lower-case letters, digits and dashes",
        };
        var scheme =
            new Option<string>("--scheme") { Description = "How messages are signed: standard (default) or github", HelpName = "SCHEME" };
        var events = new Option<string[]>("--event")
        {
            Description = "Which events start it; may come several times (default: all)",
            HelpName = "TYPE",
        };
        var description = new Option<string>("--description") { Description = "What it is for", HelpName = "TEXT" };
        var add = new Command("add", "Let a signed message start something; its secret is shown this once. In arguments, {{payload.a.b}} is what lies there in the message")
        {
            name, scheme, events, description,
        };
        var target = new TargetOptions(add);
        return ServerVerb.Of(context, json, add, parsed =>
        {
            var body = new JsonObject { ["name"] = parsed.GetRequiredValue(name), ["target"] = target.Target(parsed) };
            body.Add("scheme", parsed.GetValue(scheme));
            body.Add("description", parsed.GetValue(description));
            body.Add("events",
                parsed.GetValue(events) is { Length: > 0 } given ? new JsonArray([.. given.Select(one => JsonValue.Create(one))]) : null);
            return async (client, cancellation) => WithSecret(await client.PostAsync<HookView>("hooks", body, cancellation));
        });
    }

    private static Command List(CommandContext context, Option<bool> json) => ServerVerb.Of(
        context, json, new Command("list", "List the hooks, without their secrets"),
        _ => async (client, cancellation) => Of(await client.GetAsync<IReadOnlyList<HookView>>("hooks", cancellation)));

    private static Command Rotate(CommandContext context, Option<bool> json)
    {
        var name = Name();
        return ServerVerb.Of(
            context, json, new Command("rotate", "Give it a new secret, which is shown; for 24 hours the one before is taken too") { name },
            parsed => async (client, cancellation) =>
                WithSecret(await client.PostAsync<HookView>($"hooks/{parsed.Part(name)}/rotate", null, cancellation)));
    }

    private static Command Calls(CommandContext context, Option<bool> json)
    {
        var name = Name();
        var count = Numbers.Whole("--count", "How many (default 20)");
        return ServerVerb.Of(context, json, new Command("calls", "What came in and what became of it, newest first") { name, count }, parsed => async (client, cancellation) =>
            Of((await client.GetAsync<PageOf<HookCallView>>(
                $"hooks/{parsed.Part(name)}/calls?limit={parsed.GetValue(count) ?? 20}", cancellation)).Items));
    }

    private static Command Remove(CommandContext context, Option<bool> json)
    {
        var name = Name();
        return ServerVerb.Of(context, json, new Command("remove", "Remove it, with the log of what came in") { name }, parsed => async (client, cancellation) =>
        {
            await client.DeleteAsync($"hooks/{parsed.Part(name)}", cancellation);
            return null;
        });
    }

    private static Argument<string> Name() => new("name") { Description = "The hook's name" };

    private static Listing WithSecret(HookView hook) => new(["Name", "Url", "Secret"], [[hook.Name, hook.Url, hook.Secret ?? ""]]);

    private static Listing Of(IEnumerable<HookView> hooks) => new(
        ["Name", "Url", "Scheme", "Starts", "Events", "State", "Description", "Owner"],
        [
            .. hooks.Select(hook => (string[])
            [
                hook.Name, hook.Url, hook.Scheme, $"{hook.Target.Kind} {hook.Target.Name}",
                hook.Events.Count > 0 ? string.Join(' ', hook.Events) : "*",
                hook.Enabled ? "enabled" : "disabled", hook.Description, hook.Owner,
            ]),
        ],
        Details: 1);

    private static Listing Of(IEnumerable<HookCallView> calls) => new(
        ["At", "Outcome", "Event", "Delivery", "Run", "Reason", "Bytes", "Hash"],
        [
            .. calls.Select(call => (string[])
            [
                call.At.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), call.Outcome, call.Event ?? "",
                call.Delivery ?? "", call.RunId ?? "", call.Reason ?? "",
                call.Bytes.ToString(CultureInfo.InvariantCulture), call.BodyHash,
            ]),
        ],
        Details: 2);
}
