using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>The bot's token, as the options say where it is.</summary>
internal static class BotToken
{
    private const string Environment = "env:";
    private const string Scheme = "Bot ";

    /// <summary>Where the token is, for people: never the token.</summary>
    public static string Place(string option) => option.Trim() switch
    {
        "" => "the option 'token', which is empty",
        var text => text.StartsWith(Environment, StringComparison.Ordinal) ? text : "the option 'token'",
    };

    /// <summary>The token; null where there is none.</summary>
    /// <param name="variables">The process's environment.</param>
    /// <exception cref="FrontEndException">It cannot be one.</exception>
    public static string? Read(string option, Func<string, string?> variables)
    {
        var text = option.Trim();
        text = (text.StartsWith(Environment, StringComparison.Ordinal) ? variables(text[Environment.Length..]) ?? "" : text).Trim();
        text = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..].Trim() : text;
        if (!text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
        {
            throw new FrontEndException(
                $"what {Place(option)} holds is no token: a token has letters, digits, '.', '-' and '_' alone. "
                + "Copy it anew from Discord's developer portal (your application, Bot, Reset Token)");
        }

        return text.Length == 0 ? null : text;
    }
}
