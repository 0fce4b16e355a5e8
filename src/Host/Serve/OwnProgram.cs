using System.Diagnostics;

namespace Atelier.Host.Serve;

/// <summary>This program once more, in a process of its own: workers, script hosts.</summary>
internal static class OwnProgram
{
    private const string Name = "atelier";
    private const string Runtime = "dotnet";

    /// <summary>How to start it. What it prints comes back.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        // Within another program, as tests are, it is a library beside it that .NET's own program runs.
        var current = Environment.ProcessPath!;
        var name = Path.GetFileNameWithoutExtension(current);
        var program = name is Name or Runtime ? current : Runtime;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (name != Name)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Name + ".dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
