using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Templates;
using Atelier.Host.Texts;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Webhooks.In;

/// <summary>What somebody asks of a hook; null leaves open.</summary>
internal sealed record HookWish(
    string? Name, string? Scheme, TargetWish? Target, IReadOnlyList<string>? Events, string? Description, string? Secret)
{
    private const int LongestName = 64;
    private const int LongestDescription = 200;
    private const int ShortestSecret = 16;
    private const int LongestSecret = 200;
    private const int MostEvents = 50;

    private static readonly string[] Roots = ["payload", "event", "delivery"];

    /// <summary>Everything that is wrong with its form. Whether its target is there: <see cref="HookBook.CheckAsync"/>.</summary>
    /// <param name="scheme">How its messages are signed, where it does not say.</param>
    public IEnumerable<RequestException> Problems(string scheme)
    {
        if (Name is not null
            && (Name.Length is 0 or > LongestName
                || !Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')))
        {
            yield return new RequestException(
                "name", $"{OneLine.Quoted(Name)} is not possible; it must be 1 to {LongestName} lower-case letters, digits and dashes");
        }

        if (Scheme is not (null or HookSchemes.Standard or HookSchemes.GitHub))
        {
            yield return new RequestException(
                "scheme", $"{OneLine.Quoted(Scheme)} is unknown; it must be {HookSchemes.Standard} or {HookSchemes.GitHub}");
        }

        if (Target?.Problem(Roots) is { } target)
        {
            yield return target;
        }

        if (Events is not null && (Events.Count > MostEvents || Events.Any(one => one.Length is 0 or > LongestName)))
        {
            yield return new RequestException("events", $"must have at most {MostEvents} elements of 1 to {LongestName} characters");
        }

        if (Description is { Length: > LongestDescription })
        {
            yield return new RequestException("description", $"must have at most {LongestDescription} characters");
        }

        if (Secret is not null && SecretProblem(Secret, Scheme ?? scheme) is { } secret)
        {
            yield return new RequestException("secret", secret);
        }
    }

    private static string? SecretProblem(string secret, string scheme) => scheme == HookSchemes.GitHub
        ? secret.Length is >= ShortestSecret and <= LongestSecret ? null : $"must have {ShortestSecret} to {LongestSecret} characters"
        : WebhookSecret.KeyOf(secret) is null ? WebhookSecret.Expected
        : null;
}

/// <summary>What a hook starts.</summary>
/// <param name="Kind"><c>recipe</c>, <c>script</c> or <c>job</c>.</param>
/// <param name="Name">The recipe's or script's name; of a job, what it is for.</param>
/// <param name="Arguments">A recipe's arguments, a script's list of them, a job's request: a template.</param>
internal sealed record TargetWish(string Kind, string? Name, JsonElement? Arguments)
{
    public const string ArgumentsField = "target.arguments";

    private static readonly string[] Kinds = [RunKinds.Recipe, RunKinds.Script, RunKinds.Job];

    public JsonNode? Template =>
        Arguments is { ValueKind: not JsonValueKind.Undefined } given ? JsonNode.Parse(given.GetRawText()) : DefaultArguments();

    public RequestException? Problem(IReadOnlyCollection<string> roots) =>
        !Kinds.Contains(Kind)
            ? new RequestException("target.kind", $"{OneLine.Quoted(Kind)} is unknown; it must be {string.Join(" or ", Kinds)}")
        : string.IsNullOrEmpty(Name) && Kind != RunKinds.Job
            ? new RequestException("target.name", $"is missing; it must be the name of a {Kind}")
        : Shape() is { } shape ? new RequestException(ArgumentsField, shape)
        : JsonTemplate.Problem(Template, roots) is { } problem ? new RequestException(ArgumentsField, problem)
        : null;

    private JsonNode DefaultArguments() => Kind == RunKinds.Script ? new JsonArray() : new JsonObject();

    private string? Shape() => (Kind, Template) switch
    {
        (RunKinds.Script, not JsonArray) => "must be an array of texts",
        (RunKinds.Recipe or RunKinds.Job, not JsonObject) => "must be an object",
        _ => null,
    };
}
