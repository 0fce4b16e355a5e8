using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Downloads;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing.Git;

/// <summary>The <c>git</c> command in one working tree: never through a shell, never asking anybody, never without an end.</summary>
internal sealed partial class GitCommand(string tree, IReadOnlyDictionary<string, string> variables, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The same with one more variable.</summary>
    public GitCommand With(string name, string value) => new(tree, new Dictionary<string, string>(variables) { [name] = value }, time);

    /// <returns>What it printed, without the last line's end.</returns>
    /// <exception cref="RunException">It failed.</exception>
    public Task<string> RunAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments) =>
        FeedAsync(default, cancellation, arguments);

    /// <summary>Runs it with an input.</summary>
    public async Task<string> FeedAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation, params IReadOnlyList<string> arguments)
    {
        var (code, output, errors) = await AskAsync(input, cancellation, arguments);
        return code == 0 ? output : throw new RunException("publish_failed", $"git {arguments[0]} in {tree} failed: {Clean(errors)}");
    }

    /// <summary>Runs it where failing is an answer: null.</summary>
    public async Task<string?> TryAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments) =>
        await AskAsync(default, cancellation, arguments) is (0, var output, _) ? output : null;

    private async Task<(int Code, string Output, string Errors)> AskAsync(
        ReadOnlyMemory<byte> input, CancellationToken cancellation, IReadOnlyList<string> arguments)
    {
        using var process = Start(arguments);
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await FeedAsync(process, input, either.Token);
            await process.WaitForExitAsync(either.Token);
            return (process.ExitCode, (await output).TrimEnd('\n'), await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            throw new RunException("publish_failed", $"git {arguments[0]} in {tree} did not end within {Patience.TotalMinutes:0} minutes");
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code says why.
        }
    }

    private Process Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = tree,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Another repository's variables would lead it there; the server's keys are not for hooks that a repository may have.
        foreach (var name in start.Environment.Keys.Where(IsNotItsBusiness).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        start.Environment.TryAdd("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Exception exception) when (exception is Win32Exception or DirectoryNotFoundException)
        {
            throw new RunException(
                "publish_failed",
                Directory.Exists(tree) ? "the git command is not installed where the server runs" : $"{tree} is not there");
        }
    }

    private static bool IsNotItsBusiness(string variable) =>
        variable is "GIT_DIR" or "GIT_WORK_TREE" or "GIT_INDEX_FILE" or "GIT_OBJECT_DIRECTORY" or "GIT_COMMON_DIR" or "GIT_NAMESPACE"
        || variable.StartsWith("ATELIER_", StringComparison.OrdinalIgnoreCase) || HubOptions.TokenVariables.Contains(variable);

    // A remote's address may carry a password.
    private static string Clean(string errors) => OneLine.Of(Login().Replace(errors.Trim(), "://"));

    [GeneratedRegex(@"://[^@/\s]+@")]
    private static partial Regex Login();
}
