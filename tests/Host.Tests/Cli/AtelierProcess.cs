using System.Diagnostics;
using Atelier.Support;

namespace Atelier.Host.Tests.Cli;

/// <summary>The real command in a process of its own.</summary>
internal static class AtelierProcess
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>Starts it; output and errors are captured.</summary>
    public static Process Start(string workingDirectory, params string[] arguments)
    {
        var program = Path.Combine(Golden.RepositoryRoot, "artifacts", "bin", "Host", Configuration, "atelier.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string workingDirectory, params string[] arguments)
    {
        using var process = Start(workingDirectory, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
