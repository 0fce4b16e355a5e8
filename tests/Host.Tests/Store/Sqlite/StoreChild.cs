using System.Diagnostics;

namespace Atelier.Host.Tests.Store.Sqlite;

/// <summary>A store in a process of its own, which tests can kill or give a disk of its own.</summary>
internal sealed class StoreChild : IDisposable
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Store.Child", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "Atelier.Store.Child.dll"));

    private readonly Process _process;

    /// <param name="arguments">What it does, and its folder.</param>
    public StoreChild(params string[] arguments) => _process = Start("dotnet", [Program, .. arguments]);

    private StoreChild(Process process) => _process = process;

    /// <summary>Whether this machine lets a process have mounts of its own.</summary>
    public static bool CanMount { get; } = OperatingSystem.IsLinux() && Succeeds("unshare", "-rm", "true");

    /// <summary>Starts it after a mount that only it sees.</summary>
    /// <param name="mount">Shell commands; the folder is <c>$1</c>.</param>
    /// <param name="what">What it does.</param>
    /// <param name="folder">Its folder.</param>
    public static StoreChild WithMount(string mount, string what, string folder) =>
        new(Start("unshare", ["-rm", "sh", "-c", $"{mount} && exec dotnet '{Program}' {what} \"$1\"", "sh", folder]));

    /// <summary>The next line; null at its end.</summary>
    public async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>All lines to its end.</summary>
    public async Task<List<string>> LinesAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Kills it some time after it has said some lines, wherever it is then.</summary>
    /// <returns>All that it said.</returns>
    public async Task<List<string>> KillAfterAsync(int lines, TimeSpan time)
    {
        var said = new List<string>();
        while (said.Count < lines && await LineAsync() is { } line)
        {
            said.Add(line);
        }

        await Task.Delay(time);
        _process.Kill();
        return [.. said, .. await LinesAsync()];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Start(program, arguments);
            return process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}

/// <summary>A test that needs a disk of its own; it is left out, visibly, where the machine does not give one.</summary>
internal sealed class OwnDiskFactAttribute : FactAttribute
{
    public OwnDiskFactAttribute() =>
        Skip = StoreChild.CanMount ? null : "this machine lets no process have mounts of its own (unshare -rm)";
}
