using System.CommandLine;
using System.CommandLine.Parsing;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli;

/// <summary>Says what is wrong with a command line in one line, with what was probably meant.</summary>
internal static class UsageErrors
{
    /// <exception cref="InputException">The line cannot be run.</exception>
    public static void Check(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            return;
        }

        var command = parsed.CommandResult.Command;
        if (UnknownOption(parsed) is { } option)
        {
            var known = command.Options.Concat(Parents(command).SelectMany(parent => parent.Options).Where(symbol => symbol.Recursive));
            var hint = NearestName.Hint(option, known.SelectMany(symbol => symbol.Aliases.Prepend(symbol.Name)));
            throw new InputException($"{OneLine.Quoted(option)} is not an option of {Path(command)}{hint}; see {Path(command)} --help");
        }

        if (parsed.UnmatchedTokens is [var stray, ..])
        {
            var hint = NearestName.Hint(stray, command.Subcommands.Select(sub => sub.Name));
            throw new InputException(command.Subcommands.Count > 0
                ? $"{OneLine.Quoted(stray)} is not a command of {Path(command)}{hint}; see {Path(command)} --help"
                : $"{OneLine.Quoted(stray)} is one argument too many for {Path(command)}; put quotes around a text of several words");
        }

        if (parsed.Errors is [var error, ..])
        {
            throw new InputException(command.Subcommands.Count > 0 && command.Action is null
                ? $"{Path(command)} needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}; see {Path(command)} --help"
                : error.SymbolResult is OptionResult { Tokens.Count: 0 } result
                    ? $"{result.Option.Name} needs a value: {result.Option.HelpName}"
                : error.Message);
        }
    }

    /// <summary>A token that looks like an option and became an argument. After <c>--</c> everything is an argument.</summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        var texts = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value)
            .ToList();
        var arguments = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(result => result.Tokens)
            .Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens);
        return arguments.FirstOrDefault(text => text.Length > 1 && text[0] == '-' && !char.IsDigit(text[1]) && texts.Contains(text));
    }

    private static IEnumerable<Command> Parents(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => Parents(parent).Prepend(parent));

    private static string Path(Command command) =>
        string.Join(' ', Parents(command).Reverse().Append(command).Select(part => part is RootCommand ? "atelier" : part.Name));
}
