using System.Diagnostics;
using System.Net.Sockets;
using Atelier.Host.Scripting.Child;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Scripting.Sandbox;
using Atelier.Host.Serve;
using Atelier.Host.Texts;
using Atelier.Host.Worker.Link;
using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>A process for scripts: started with an environment and a folder of its own, and ended with all that it has started.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly long _oomKills = OutOfMemory.Kills();
    private readonly Tail _lastWords = new();

    private HostProcess(ProcessStartInfo start, DirectoryInfo folder)
    {
        var process = _process = Process.Start(start)!;
        Environment = start.Environment.ToDictionary(variable => variable.Key, variable => variable.Value ?? "");
        _folder = folder;
        Tree = new ProcessTree(process);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Hear("info", line.Data);
        process.ErrorDataReceived += (_, line) => Hear("error", line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public ProcessTree Tree { get; }

    /// <summary>The variables that it has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public FrameLink<ScriptMessage> Link { get; private set; } = null!;

    /// <summary>Takes what is printed past the link, by processes that a script starts and by native code.</summary>
    public Action<string, string>? Printed { get; set; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts one, and waits until it has come to the link.</summary>
    /// <exception cref="IOException">It did not come.</exception>
    public static async Task<HostProcess> StartAsync(ScriptingOptions options, ScriptSandbox? sandbox, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("atelier-scripts-");
        using var socket = LinkSocket.Open();
        var host = new HostProcess(Command(options, sandbox?.With(folder.FullName), folder, socket.Path), folder);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        giveUp.CancelAfter(ConnectLimit);
        var ended = host._process.WaitForExitAsync(giveUp.Token);
        var coming = socket.Listener.AcceptAsync(giveUp.Token).AsTask();
        if (await Task.WhenAny(coming, ended) == coming && coming.IsCompletedSuccessfully)
        {
            host.Link = new FrameLink<ScriptMessage>(new NetworkStream(await coming, ownsSocket: true));
            return host;
        }

        await host.DisposeAsync();
        cancellation.ThrowIfCancellationRequested();
        throw new IOException($"the process that runs scripts did not start: {OneLine.Of(host._lastWords.ToString())}");
    }

    /// <summary>The folder for one script's work, empty.</summary>
    public string EmptyFolder()
    {
        var folder = Path.Combine(_folder.FullName, "work");
        Remove(folder);
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>What its end says of the script that ran in it.</summary>
    public async Task<ScriptEnd> EndAsync()
    {
        await _process.WaitForExitAsync();
        var words = _lastWords.ToString();
        var exit = ExitReading.Read(_process.ExitCode, words, OutOfMemory.Kills() > _oomKills, "the script's process");
        return exit.IsClean ? new ScriptEnd(Jobs.JobState.Succeeded, null, null, [])
            : words.Contains("OutOfMemoryException", StringComparison.Ordinal) || words.Contains("Out of memory", StringComparison.Ordinal)
                ? ScriptEnd.Failed(ScriptErrors.Memory, "it took more memory than it may")
            : _process.ExitCode < ExitReading.Signalled
                ? ScriptEnd.Failed(ScriptErrors.Exit, $"it ended itself with exit code {_process.ExitCode}")
            : ScriptEnd.Failed(ScriptErrors.Crashed, OneLine.Of($"{exit.Reason}: {exit.Detail}", 1000));
    }

    public async ValueTask DisposeAsync()
    {
        Tree.End();
        await _process.WaitForExitAsync();
        if (Link is { } link)
        {
            await link.DisposeAsync();
        }

        _process.Dispose();
        Remove(_folder.FullName);
    }

    private static ProcessStartInfo Command(ScriptingOptions options, ScriptSandbox? sandbox, DirectoryInfo folder, string socket)
    {
        var start = OwnProgram.Start(
        [
            ScriptHostCommand.Name, ScriptHostCommand.LinkOption, socket,
            .. sandbox?.Readable.SelectMany(path => (string[])[ScriptHostCommand.ReadOption, path]) ?? [],
            .. sandbox?.Writable.SelectMany(path => (string[])[ScriptHostCommand.WriteOption, path]) ?? [],
        ]);
        start.RedirectStandardInput = true;
        start.WorkingDirectory = folder.FullName;
        var environment =
            HostEnvironment.Of(start.Environment, options.Environment, folder.CreateSubdirectory("tmp").FullName, options.Memory);
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    // A script may have taken rights away from itself, which it would have kept from nobody else.
    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left of temporary files the system clears up.
        }
    }

    private void Hear(string level, string? line)
    {
        if (line is not null)
        {
            if (level == "error")
            {
                _lastWords.Add(line);
            }

            Printed?.Invoke(level, line);
        }
    }
}
