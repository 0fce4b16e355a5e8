using System.CommandLine;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Client;

namespace Atelier.Host.Cli.Automation;

/// <summary>Asks a server one thing.</summary>
/// <returns>What is shown; null shows nothing.</returns>
internal delegate Task<Listing?> ServerQuestion(AtelierClient client, CancellationToken cancellation);

/// <summary>Commands that are a call to a server: one that is named, or one of their own on a data folder.</summary>
internal static class ServerVerb
{
    /// <param name="command">With its arguments and options; those that say which server are added.</param>
    /// <param name="read">Reads what was given, before any server is called on or started.</param>
    public static Command Of(CommandContext context, Option<bool> json, Command command, Func<ParseResult, ServerQuestion> read)
    {
        var choice = ServerChoice.AddTo(command, context, takesData: true);
        command.SetAction(async (parsed, cancellation) =>
        {
            var ask = read(parsed);
            await using var session = await choice.OpenAsync(parsed, cancellation);
            (await ask(session.Client, cancellation))?.Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>A name or an id as a part of an address.</summary>
    public static string Part(this ParseResult parsed, Argument<string> argument) =>
        Uri.EscapeDataString(parsed.GetRequiredValue(argument));

    /// <summary>A value of an enumeration, as the API writes it.</summary>
    public static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
