using System.CommandLine;
using Atelier.Host.Cli;

namespace Atelier.Host.Client;

/// <summary>The options of a command that needs a server: which, or none for one of its own.</summary>
internal sealed class ServerChoice
{
    private const string ServerVariable = "ATELIER_SERVER";
    private const string KeyVariable = "ATELIER_KEY";

    private readonly CommandContext _context;
    private readonly Func<string, string?> _environment;
    private readonly Option<string> _server;

    private readonly Option<string> _key = new("--key")
    {
        Description = $"A key for it (better in {KeyVariable}, which other users of this machine do not see)",
        HelpName = "KEY",
    };
    private readonly Option<string>? _data;

    private ServerChoice(CommandContext context, bool takesData, string without, Func<string, string?> environment)
    {
        _context = context;
        _server = new Option<string>("--server")
        {
            Description = $"A running server (default: {ServerVariable}; without either, {without})",
            HelpName = "URL",
        };
        _environment = environment;
        _data = takesData
            ? new Option<string>("--data")
            {
                Description = "Without a server: the data folder to work on, while no server does (default: one that goes at the end)",
                HelpName = "FOLDER",
            }
            : null;
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="takesData">Whether what it does may be done to a data folder that stays.</param>
    /// <param name="without">What it works on where no server is named.</param>
    public static ServerChoice AddTo(
        Command command, CommandContext context, bool takesData = false, Func<string, string?>? environment = null,
        string without = "one of its own")
    {
        var choice = new ServerChoice(context, takesData, without, environment ?? Environment.GetEnvironmentVariable);
        command.Options.Add(choice._server);
        command.Options.Add(choice._key);
        if (choice._data is { } data)
        {
            command.Options.Add(data);
        }

        return choice;
    }

    /// <summary>Whether a server is named.</summary>
    public bool IsNamed(ParseResult parsed) => !string.IsNullOrEmpty(parsed.GetValue(_server) ?? _environment(ServerVariable));

    /// <summary>Calls on the server that was named, or starts one.</summary>
    /// <exception cref="InputException">The options contradict each other, or the key is missing.</exception>
    /// <exception cref="IOException">A server of its own could not be started.</exception>
    public async Task<ServerSession> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (server, source) = parsed.GetValue(_server) is { } given ? (given, "--server") : (_environment(ServerVariable), ServerVariable);
        var data = _data is null ? null : parsed.GetValue(_data);
        if (string.IsNullOrEmpty(server))
        {
            return parsed.GetValue(_key) is null
                ? await PrivateServer.StartAsync(_context, data, cancellation)
                : throw new InputException("--key: is for a server; name it with --server");
        }

        if (data is not null)
        {
            throw new InputException($"--data: does not go with a server ({source}), which has its own folder");
        }

        var address = ServerAddress.Parse(server, source);
        var key = parsed.GetValue(_key) ?? _environment(KeyVariable);
        return string.IsNullOrEmpty(key)
            ? throw new InputException($"--key: {address.Text} wants a key; give one in {KeyVariable} (atelier keys add makes one)")
            : new ServerSession(address, key, new AtelierClient(address, key, _context.Time), null);
    }
}
