using System.CommandLine;

namespace Atelier.Host.Cli;

/// <summary>
/// <c>atelier health</c>: asks the server that the settings describe whether it is ready. For container health checks, where no curl is.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static Command Create(CommandContext context)
    {
        var url = new Option<string>("--url")
        {
            Description = "The server's address (default: the first of server.urls)",
            HelpName = "URL",
        };
        var command = new Command("health", "Ask a running server whether it is ready") { url };
        command.SetAction(async (parsed, cancellation) =>
        {
            var server = parsed.GetValue(url) ?? Reachable(context.Options.Server.Urls[0]);
            if (!Uri.TryCreate($"{server.TrimEnd('/')}/health/ready", UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
            {
                throw new InputException($"--url: {Texts.OneLine.Quoted(server)} is not an address; give one as http://127.0.0.1:7860");
            }

            using var client = new HttpClient { Timeout = Patience };
            try
            {
                using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
                context.Terminal.Out.WriteLine(
                    answer.IsSuccessStatusCode ? "ready" : $"not ready ({(int)answer.StatusCode}); the server's log says why");
                return answer.IsSuccessStatusCode ? ExitCode.Ok : ExitCode.Failed;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException
                && !cancellation.IsCancellationRequested)
            {
                throw new IOException($"{address} does not answer: {exception.Message}", exception);
            }
        });
        return command;
    }

    /// <summary>Where a server that listens on all addresses is called from its own machine.</summary>
    private static string Reachable(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
