using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Atelier.Server.Tests;

/// <summary>A whole <c>atelier serve</c> in a process of its own, on a free port of loopback, with a data folder of its own.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    /// <summary>The admin key that every test server is given.</summary>
    public const string AdminKey = "atl_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    // The Host's own output folder: its plugins lie there.
    internal static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Host", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "atelier.dll"));

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _output = new();
    private readonly bool _ownsData;

    private RunningServer(Process process, string data, bool ownsData)
    {
        Process = process;
        Data = data;
        _ownsData = ownsData;
    }

    public Process Process { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    public Uri Url { get; private set; } = null!;

    /// <summary>Everything it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="data">A data folder to go on with; null makes one that goes with the server.</param>
    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="urls">Where it listens; a free port where nothing is said.</param>
    public static async Task<RunningServer> StartAsync(
        string? data = null, IEnumerable<string>? arguments = null, IReadOnlyDictionary<string, string>? environment = null,
        string urls = "http://127.0.0.1:0")
    {
        var folder = data ?? Directory.CreateTempSubdirectory("atelier-server-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Program, "serve", "--urls", urls, "--data", folder, .. arguments ?? []])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ATELIER_ADMIN_KEY"] = AdminKey;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var server = new RunningServer(Process.Start(start)!, folder, data is null);
        await server.ListenAsync();
        return server;
    }

    /// <summary>A client with the admin key.</summary>
    public HttpClient Client(string? key = AdminKey)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Ends the process at once, as a crash does, with all its children.</summary>
    public async Task KillAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            await KillAsync();
        }

        Process.Dispose();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private async Task ListenAsync()
    {
        const string marker = "listening on ";
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(object sender, DataReceivedEventArgs line)
        {
            lock (_output)
            {
                _output.AppendLine(line.Data);
            }

            if (line.Data?.IndexOf(marker, StringComparison.Ordinal) is >= 0 and var at)
            {
                listening.TrySetResult(new Uri(line.Data[(at + marker.Length)..].Split(' ')[0]));
            }
        }

        Process.OutputDataReceived += Read;
        Process.ErrorDataReceived += Read;
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
        var ended = Process.WaitForExitAsync();
        if (await Task.WhenAny(listening.Task, ended, Task.Delay(StartLimit)) != listening.Task)
        {
            await DisposeAsync();
            throw new InvalidOperationException($"the server did not start:\n{Output}");
        }

        Url = await listening.Task;
    }
}
