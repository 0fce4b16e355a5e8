using System.Diagnostics;
using System.Net.Http.Headers;

namespace Atelier.Bench;

/// <summary>A server of its own, with a data folder of its own, until it is disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Key = "bench-0123456789abcdef0123456789abcdef";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _data;
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string program, string home, IEnumerable<string> arguments)
    {
        _data = Directory.CreateDirectory(Path.Combine(home, "atelier-bench-" + Path.GetRandomFileName()));
        string[] all = ["serve", "--urls", "http://127.0.0.1:0", "--data", _data.FullName, "--log-level", "warning", .. arguments];
        var start = new ProcessStartInfo(Path.GetFullPath(program), all) { RedirectStandardOutput = true };
        start.Environment["ATELIER_ADMIN_KEY"] = Key;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Starts it, with a data folder in the given one, and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string program, string home, params string[] arguments)
    {
        var server = new ServerProcess(program, home, arguments);
        try
        {
            await server._listening.Task.WaitAsync(StartLimit);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with the admin key.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2) };
        var client = new HttpClient(handler) { BaseAddress = await _listening.Task };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private void Read(string? line)
    {
        const string marker = "listening on ";
        if (line?.IndexOf(marker, StringComparison.Ordinal) is >= 0 and var at)
        {
            _listening.TrySetResult(new Uri(line[(at + marker.Length)..].Split(' ')[0]));
        }
    }
}
