using System.Text.Json;
using Atelier.DiscordSimulator.Limits;

namespace Atelier.DiscordSimulator.Rest;

/// <summary>A call of the bot.</summary>
/// <param name="Where">Method and route, to name it by: <c>PATCH /channels/{channel_id}/messages/{message_id}</c>.</param>
/// <param name="Values">What stands in the path.</param>
internal sealed record RestCall(
    DiscordState State, string Where, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Query, RestBody Body)
{
    public string this[string name] => Values[name];

    /// <summary>The body, read strictly.</summary>
    /// <param name="check">Tells what is wrong with it.</param>
    /// <exception cref="DiscordError">Something is, which is remembered as a violation too.</exception>
    public Form Read(Action<Form> check)
    {
        if (Body.Json is not { ValueKind: JsonValueKind.Object } json)
        {
            throw Refuse(DiscordError.InvalidJson());
        }

        var problems = new Problems();
        var form = new Form(json, "", problems);
        check(form);
        Refuse(problems);
        return form;
    }

    /// <summary>Refuses a body with something wrong in it.</summary>
    public void Refuse(Problems problems)
    {
        foreach (var problem in problems.All)
        {
            State.Violations.Add(Where, $"{(problem.Path.Length == 0 ? "body" : problem.Path)}: {problem.Message} ({problem.Code})");
        }

        if (problems.All.Count > 0)
        {
            throw DiscordError.InvalidBody(problems);
        }
    }

    /// <summary>Remembers a refusal that the bot could have known of.</summary>
    public DiscordError Refuse(DiscordError error)
    {
        State.Violations.Add(Where, error.Message);
        return error;
    }

    public void Violate(string what) => State.Violations.Add(Where, what);
}
