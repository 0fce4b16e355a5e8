using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Client;

namespace Atelier.Host.Cli.Schedules;

/// <summary><c>atelier schedule next</c>: the next times of a schedule, or, without any server, of a cron expression in a zone.</summary>
internal static class ScheduleNextCommand
{
    private const int Most = 1000;

    public static Command Create(CommandContext context, Option<bool> json)
    {
        var name = new Argument<string?>("name")
        {
            Description = "The schedule's name; left out with --cron or --every",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var count = Numbers.Whole("--count", "How many times (default 10)");
        var next = new Command("next", "Show when it is due, with what daylight saving time does to it") { name, count };
        var options = new ScheduleOptions(next);
        var choice = ServerChoice.AddTo(next, context, takesData: true);
        next.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(count) ?? 10;
            if (wanted is < 1 or > Most)
            {
                throw new InputException(
                    $"--count: {wanted.ToString(CultureInfo.InvariantCulture)} is not possible; it must be from 1 to {Most}");
            }

            var times = (parsed.GetValue(name), options.Body(parsed)) switch
            {
                (null, { Count: > 0 } body) => Times(body, context.Time.GetUtcNow(), wanted),
                ({ } given, { Count: 0 }) => await TimesAsync(given, wanted, parsed, choice, cancellation),
                _ => throw new InputException("say whose times: a schedule's name, or --cron or --every"),
            };
            ScheduleRows.Of(times).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return next;
    }

    private static async Task<IReadOnlyList<UpcomingTime>> TimesAsync(
        string name, int count, ParseResult parsed, ServerChoice choice, CancellationToken cancellation)
    {
        await using var session = await choice.OpenAsync(parsed, cancellation);
        return await session.Client.GetAsync<IReadOnlyList<UpcomingTime>>(
            $"schedules/{Uri.EscapeDataString(name)}/next?count={count}", cancellation);
    }

    private static IReadOnlyList<UpcomingTime> Times(JsonObject body, DateTimeOffset now, int count)
    {
        body["target"] = new JsonObject { ["kind"] = RunKinds.Job };
        var plan = Read(body).ToPlan("next");
        SchedulePlans.Check(plan, now);
        var lead = plan.Deadline ? Lead.Of(plan, []) : TimeSpan.Zero;
        return [.. UpcomingTime.Of(
            plan, SchedulePlans.TableOf(plan, now), now, lead, due => due.ToString("O", CultureInfo.InvariantCulture)).Take(count)];
    }

    private static ScheduleBody Read(JsonObject body)
    {
        try
        {
            return body.Deserialize<ScheduleBody>(ClientJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new InputException(
                $"--{exception.Path?.TrimStart('$', '.')}: is not possible; times are as 2027-01-01T00:00:00+01:00, --missed is skip, once or all, --overlap is skip, queue or replace",
                exception);
        }
    }
}
