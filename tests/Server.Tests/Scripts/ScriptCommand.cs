using System.Diagnostics;
using Atelier.Support;

namespace Atelier.Server.Tests.Scripts;

/// <summary><c>atelier run</c> in a process and a folder of its own.</summary>
internal sealed class ScriptCommand : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-run-");

    public string Home => _home.FullName;

    public string this[params string[] parts] => Path.Combine([Home, .. parts]);

    /// <summary>The full path of an example script.</summary>
    public static string Example(string name) => Path.Combine(Golden.RepositoryRoot, "scripts", name);

    /// <summary>Runs a script to its end, against a server or, where there is null, one of the command's own.</summary>
    public async Task<ScriptCommandResult> RunAsync(RunningServer? server, params string[] arguments)
    {
        using var process = Start(server, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new ScriptCommandResult(process.ExitCode, output, await error);
    }

    public Process Start(RunningServer? server, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Home };
        foreach (var argument in (string[])[RunningServer.Program, "run", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ATELIER_FOLDERS__MODELS"] = Path.Combine(Golden.RepositoryRoot, "models");
        start.Environment["ATELIER_SERVER"] = server?.Url.ToString();
        start.Environment["ATELIER_KEY"] = server is null ? null : RunningServer.AdminKey;
        return Process.Start(start)!;
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return name;
    }

    public void Dispose() => _home.Delete(recursive: true);
}

/// <summary>What came of it.</summary>
internal sealed record ScriptCommandResult(int ExitCode, string Output, string Error)
{
    public ScriptCommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
