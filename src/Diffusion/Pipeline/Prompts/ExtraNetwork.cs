using System.Text;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// A tag such as <c>&lt;lora:name:0.8&gt;</c>, which names a network to apply (AUTOMATIC1111's <c>modules/extra_networks.py</c>).
/// </summary>
/// <param name="Kind">The kind of network: <c>lora</c>.</param>
/// <param name="Arguments">The arguments by position: the name, then strengths.</param>
/// <param name="NamedArguments">The arguments given as <c>key=value</c>.</param>
internal sealed record ExtraNetwork(string Kind, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> NamedArguments)
{
    /// <summary>Takes the tags out of a prompt.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="networks">The tags in their order.</param>
    /// <returns>The text without them; what surrounds a tag stays, white space too.</returns>
    public static string Extract(string text, out IReadOnlyList<ExtraNetwork> networks)
    {
        var found = new List<ExtraNetwork>();
        var rest = new StringBuilder();
        var start = 0;
        for (var open = text.IndexOf('<'); open >= 0; open = text.IndexOf('<', open + 1))
        {
            var colon = open + 1;
            while (colon < text.Length && Words.IsWordCharacter(text[colon]))
            {
                colon++;
            }

            if (colon == open + 1 || colon == text.Length || text[colon] != ':')
            {
                continue;
            }

            var close = text.IndexOf('>', colon);
            if (close < 0)
            {
                break;
            }

            if (close > colon + 1)
            {
                found.Add(Read(text[(open + 1)..colon], text[(colon + 1)..close]));
                rest.Append(text, start, open - start);
                start = close + 1;
                open = close;
            }
        }

        networks = found;
        return start == 0 ? text : rest.Append(text, start, text.Length - start).ToString();
    }

    private static ExtraNetwork Read(string kind, string arguments)
    {
        var byPosition = new List<string>();
        var byName = new Dictionary<string, string>();
        foreach (var argument in arguments.Split(':'))
        {
            if (argument.Split('=', 2) is [var name, var value])
            {
                byName[name] = value;
            }
            else
            {
                byPosition.Add(argument);
            }
        }

        return new ExtraNetwork(kind, byPosition, byName);
    }
}
