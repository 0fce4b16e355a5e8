using System.Diagnostics;

namespace Atelier.Server.Tests;

/// <summary>Processes from outside, on Linux.</summary>
internal static class Signals
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Sends a signal: <c>KILL</c>, <c>SEGV</c>, <c>TERM</c>.</summary>
    public static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        kill.WaitForExit();
    }

    /// <summary>The one child of a process, as soon as it has one.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="other">A child that is over, where it has one after another.</param>
    public static async Task<int> ChildOfAsync(int process, int other = 0)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            if (ChildrenOf(process).FirstOrDefault(child => child != other) is > 0 and var found)
            {
                return found;
            }

            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Waits until a process has ended.</summary>
    public static async Task EndOfAsync(int process)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Directory.Exists($"/proc/{process}") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z "))
        {
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>The children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process)
    {
        try
        {
            return
            [
                .. Directory.GetDirectories($"/proc/{process}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(int.Parse),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
