namespace Atelier.Host.Cli;

/// <summary>Something on the command line cannot be used. The message is one line: what is wrong, and what would be right.</summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
