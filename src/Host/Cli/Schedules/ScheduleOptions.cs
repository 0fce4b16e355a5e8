using System.CommandLine;
using System.Text.Json.Nodes;

namespace Atelier.Host.Cli.Schedules;

/// <summary>The options that say when: shared by what makes a schedule and what only shows its times.</summary>
internal sealed class ScheduleOptions
{
    private readonly List<(Option Option, string Field)> _texts = [];

    private readonly Option<bool> _deadline =
        new("--deadline") { Description = "Its times are when it is to be ready: it starts as long before as its last runs took" };

    public ScheduleOptions(Command command)
    {
        Add(command, "--cron", "CRON", "cron", "When: five fields as \"0 7 * * *\", or Quartz's six or seven");
        Add(command, "--every", "TIME", "every", "When: an interval, as 90m or 6h");
        Add(command, "--zone", "ZONE", "zone", "The IANA time zone of --cron, as Europe/Berlin (default UTC)");
        Add(command, "--from", "TIME", "from", "Nothing is due before, as 2027-01-01T00:00:00+01:00");
        Add(command, "--until", "TIME", "until", "Nothing is due after");
        Add(command, "--jitter", "TIME", "jitter", "Start up to this much later, as 5m");
        Add(command, "--missed", "POLICY", "missed", "What to do about times that were missed: skip, once (default) or all");
        Add(command, "--overlap", "POLICY", "overlap", "What to do when the last run is not over: skip (default), queue or replace");
        Add(command, "--expected", "TIME", "expected", "With --deadline: how long a run takes, until some have been measured (default 5m)");
        command.Options.Add(_deadline);
    }

    /// <summary>What was given, as the API takes it.</summary>
    public JsonObject Body(ParseResult parsed)
    {
        var body = new JsonObject();
        foreach (var (option, field) in _texts)
        {
            if (parsed.GetResult(option) is { Tokens: [var token] })
            {
                body[field] = token.Value;
            }
        }

        if (parsed.GetValue(_deadline))
        {
            body["deadline"] = true;
        }

        return body;
    }

    private void Add(Command command, string name, string help, string field, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = help };
        command.Options.Add(option);
        _texts.Add((option, field));
    }
}
