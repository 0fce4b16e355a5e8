using System.Text.Json;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Scripts.Runs;
using Atelier.Host.Api.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>
/// Reads the script that a request names, with its arguments: those of AUTOMATIC1111's own that this server has something for.
/// </summary>
internal static class ScriptReader
{
    /// <param name="body">The request's fields.</param>
    /// <param name="request">What they come to without a script.</param>
    /// <param name="upscalers">Those of pictures, as they are listed.</param>
    /// <returns>The request with what the script asks for, and how it is made. A script that is not there is noted in the body.</returns>
    public static (GenerationRequest Request, IScriptRun Run) Read(
        LenientBody body, GenerationRequest request, IReadOnlyList<UpscalerEntry> upscalers)
    {
        if (!IsNamed(body))
        {
            return (request, OneJob.Instance);
        }

        var name = body.Text("script_name")!;
        var scripts = SelectableScript.For(request.Image is not null);
        if (scripts.FirstOrDefault(script => script.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            var arguments = new ScriptArguments(body);
            var applied = found.Apply(request, arguments);
            return (applied, found.Run(applied, arguments, upscalers));
        }

        body.Refuse("script_name",
            $"Script {OneLine.Quoted(name)} not found; there are {string.Join(", ", scripts.Select(script => script.Name))}");
        return (request, OneJob.Instance);
    }

    /// <summary>Whether a request names a script.</summary>
    public static bool IsNamed(LenientBody body) => body.Text("script_name") is { Length: > 0 } and not "None";
}

/// <summary>A script's arguments, by their place.</summary>
internal sealed class ScriptArguments
{
    private const string Field = "script_args";
    private readonly LenientBody _body;
    private readonly JsonElement[] _values;

    public ScriptArguments(LenientBody body)
    {
        _body = body;
        _values = body.Given(Field) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
    }

    /// <summary>An argument; null where it is left out or null.</summary>
    public JsonElement? this[int place] => place < _values.Length && _values[place].ValueKind != JsonValueKind.Null ? _values[place] : null;

    public double Number(int place, double usual)
    {
        if (this[place] is not { } value)
        {
            return usual;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble();
        }

        Refuse(place, "must be a number");
        return usual;
    }

    /// <summary>A text, or a number as text.</summary>
    public string Text(int place) =>
        this[place] is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : "";

    public IReadOnlyList<string> Texts(int place) => this[place] is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];

    public bool Switch(int place, bool usual)
    {
        if (this[place] is not { } value)
        {
            return usual;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Refuse(place, "must be true or false");
        return usual;
    }

    /// <summary>One of some words, whatever its capitals; the first where nothing else is usual.</summary>
    public string Word(int place, IReadOnlyList<string> words, string? usual = null)
    {
        var asked = Text(place);
        if (asked.Length == 0)
        {
            return usual ?? words[0];
        }

        if (words.FirstOrDefault(word => word.Equals(asked, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found;
        }

        Refuse(place, $"{OneLine.Quoted(asked)} is unknown; it must be {string.Join(", ", words.SkipLast(1))} or {words[^1]}");
        return usual ?? words[0];
    }

    /// <summary>Notes that another field of the request does not go with the script.</summary>
    public void Refuse(string field, string problem) => _body.Refuse(field, problem);

    public void Refuse(int place, string problem) => _body.Refuse($"{Field}.{place}", problem);
}
