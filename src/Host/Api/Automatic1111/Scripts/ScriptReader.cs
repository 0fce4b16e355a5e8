using System.Text.Json;
using Atelier.Generation;
using Atelier.Host.Api.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>Reads the script that a request names, with its arguments: those of AUTOMATIC1111's own that this server has something for.</summary>
internal static class ScriptReader
{
    /// <param name="body">The request's fields.</param>
    /// <param name="request">What they come to without a script.</param>
    /// <returns>The request with what the script asks for. A script that is not there is noted in the body.</returns>
    public static GenerationRequest Read(LenientBody body, GenerationRequest request)
    {
        if (body.Text("script_name") is not { Length: > 0 } name || name == "None")
        {
            return request;
        }

        var scripts = SelectableScript.For(request.Image is not null);
        if (scripts.FirstOrDefault(script => script.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return found.Apply(request, new ScriptArguments(body));
        }

        body.Refuse("script_name", $"Script {OneLine.Quoted(name)} not found; there are {string.Join(", ", scripts.Select(script => script.Name))}");
        return request;
    }
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
    public string Text(int place) => this[place] is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : "";

    public IReadOnlyList<string> Texts(int place) => this[place] is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];

    public void Refuse(int place, string problem) => _body.Refuse($"{Field}.{place}", problem);
}
