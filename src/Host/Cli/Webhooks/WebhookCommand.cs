using System.CommandLine;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Cli.Automation;
using Atelier.Host.Cli.Lists;

namespace Atelier.Host.Cli.Webhooks;

/// <summary><c>atelier webhook</c>: who is told what happens on a server, and whether it got through.</summary>
internal static class WebhookCommand
{
    public static Command Create(CommandContext context, Option<bool> json) => new("webhook", "Who is told what happens")
    {
        Add(context, json),
        List(context, json),
        Rotate(context, json),
        Test(context, json),
        Deliveries(context, json),
        Resend(context, json),
        Remove(context, json),
    };

    private static Command Add(CommandContext context, Option<bool> json)
    {
        var url = new Argument<string>("url") { Description = "The address to call: https, or http to a network that network.allow names" };
        var events = new Option<string[]>("--event")
        {
            Description = "What it is told: job.succeeded, job.*, …; may come several times (default: everything)",
            HelpName = "TYPE",
        };
        var description = new Option<string>("--description") { Description = "What it is for", HelpName = "TEXT" };
        return ServerVerb.Of(context, json, new Command("add", "Have an address called; its secret is shown this once") { url, events, description }, parsed =>
        {
            var body = new { url = parsed.GetRequiredValue(url), events = parsed.GetValue(events) is { Length: > 0 } given ? given : null,
                description = parsed.GetValue(description) };
            return async (client, cancellation) =>
                WebhookRows.WithSecret(await client.PostAsync<WebhookView>("webhooks", body, cancellation));
        });
    }

    private static Command List(CommandContext context, Option<bool> json) => ServerVerb.Of(
        context, json, new Command("list", "List the webhooks, without their secrets"),
        _ => async (client, cancellation) => WebhookRows.Of(await client.GetAsync<IReadOnlyList<WebhookView>>("webhooks", cancellation)));

    private static Command Rotate(CommandContext context, Option<bool> json)
    {
        var id = Id();
        return ServerVerb.Of(
            context, json, new Command("rotate", "Give it a new secret, which is shown; for 24 hours both sign") { id },
            parsed => async (client, cancellation) =>
                WebhookRows.WithSecret(await client.PostAsync<WebhookView>($"webhooks/{parsed.Part(id)}/rotate", null, cancellation)));
    }

    private static Command Test(CommandContext context, Option<bool> json)
    {
        var id = Id();
        return ServerVerb.Of(
            context, json, new Command("test", "Send it a message that says nothing") { id },
            parsed => async (client, cancellation) =>
                WebhookRows.Of([await client.PostAsync<DeliveryView>($"webhooks/{parsed.Part(id)}/test", null, cancellation)]));
    }

    private static Command Deliveries(CommandContext context, Option<bool> json)
    {
        var id = new Argument<string?>("id") { Description = "The webhook's id (default: all webhooks)", Arity = ArgumentArity.ZeroOrOne };
        var state = new Option<string>("--state") { Description = "Only those: waiting, delivered or dead", HelpName = "STATE" };
        var count = Numbers.Whole("--count", "How many (default 20)");
        return ServerVerb.Of(context, json, new Command("deliveries", "What was told, and whether it got through, newest first") { id, state, count }, parsed =>
        {
            var of = parsed.GetValue(id) is { } given ? $"{Uri.EscapeDataString(given)}/" : "";
            var wanted = parsed.GetValue(state) is { } name ? $"&state={Uri.EscapeDataString(name)}" : "";
            var path = $"webhooks/{of}deliveries?limit={parsed.GetValue(count) ?? 20}{wanted}";
            return async (client, cancellation) => WebhookRows.Of((await client.GetAsync<PageOf<DeliveryView>>(path, cancellation)).Items);
        });
    }

    private static Command Resend(CommandContext context, Option<bool> json)
    {
        var id = Id();
        var delivery = new Argument<string?>("delivery")
        {
            Description = "The delivery's id (default: all that were given up)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return ServerVerb.Of(context, json, new Command("resend", "Tell it again, with the same ids") { id, delivery }, parsed => async (client, cancellation) =>
        {
            var path = $"webhooks/{parsed.Part(id)}/deliveries";
            return parsed.GetValue(delivery) is { } one
                ? WebhookRows.Of([await client.PostAsync<DeliveryView>($"{path}/{Uri.EscapeDataString(one)}/resend", null, cancellation)])
                : new Listing(["Count"], [[$"{(await client.PostAsync<ResentView>($"{path}/resend", null, cancellation)).Count}"]]);
        });
    }

    private static Command Remove(CommandContext context, Option<bool> json)
    {
        var id = Id();
        return ServerVerb.Of(context, json, new Command("remove", "Remove it with its deliveries") { id }, parsed => async (client, cancellation) =>
        {
            await client.DeleteAsync($"webhooks/{parsed.Part(id)}", cancellation);
            return null;
        });
    }

    private static Argument<string> Id() => new("id") { Description = "The webhook's id" };
}
