namespace Atelier.Host.Cli.Run;

/// <summary>Whose arguments are whose: what stands after a script's name is the script's, as with any interpreter.</summary>
internal static class ScriptLine
{
    public const string Command = "run";
    private const string End = "--";

    private static readonly string[] WithValue = ["--server", "--key", "--timeout"];

    /// <summary>The command line of <c>run</c> with <c>--</c> after the script's name, and of every other command as it is.</summary>
    public static string[] Separate(string[] arguments)
    {
        if (arguments is not [Command, ..])
        {
            return arguments;
        }

        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i] == End)
            {
                return arguments;
            }

            if (WithValue.Contains(arguments[i]))
            {
                i++;
            }
            else if (!arguments[i].StartsWith('-'))
            {
                return arguments.ElementAtOrDefault(i + 1) == End ? arguments : [.. arguments[..(i + 1)], End, .. arguments[(i + 1)..]];
            }
        }

        return arguments;
    }
}
