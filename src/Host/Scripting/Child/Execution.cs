using Atelier.Host.Scripting.Compile;
using Atelier.Jobs;
using Atelier.Scripting;

namespace Atelier.Host.Scripting.Child;

/// <summary>One script, loaded, run to its end, and let go.</summary>
internal static class Execution
{
    /// <summary>Runs it, on a thread of its own: its statements before the first await may take as long as they like.</summary>
    /// <param name="folder">The script's folder.</param>
    /// <param name="say">Takes the stack trace.</param>
    /// <returns>How it ended, and what dies when nothing of it is left.</returns>
    public static Task<(ScriptEnd End, WeakReference Remains)> RunAsync(
        CompiledScript script, string folder, ScriptGlobals globals, Action<string, string> say, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => RunHereAsync(script, folder, globals, say, cancellation), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private static async Task<(ScriptEnd End, WeakReference Remains)> RunHereAsync(
        CompiledScript script, string folder, ScriptGlobals globals, Action<string, string> say, CancellationToken cancellation)
    {
        var context = new ScriptLoadContext(script.Libraries);
        var remains = new WeakReference(context);
        var assembly = context.Load(script);
        try
        {
            var value = await EntryOf(assembly, script)([globals, null]);
            var result = ScriptResult.Of(value);
            if (value is not null && result is null)
            {
                say("warning", $"what the script returned is longer than {ScriptResult.Longest} characters as JSON, and is left out");
            }

            return (new ScriptEnd(JobState.Succeeded, null, result, []), remains);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (new ScriptEnd(JobState.Canceled, null, null, []), remains);
        }
        catch (Exception exception)
        {
            var trace = ScriptTrace.Of(exception, assembly, folder);
            say("error", trace.Text);
            return (exception is OutOfMemoryException
                ? ScriptEnd.Failed(
                    ScriptErrors.Memory, $"{(trace.Place is { } place ? place + ": " : "")}it took more memory than it may", trace.Place)
                : ScriptEnd.Failed(ScriptErrors.Failed, trace.Message, trace.Place), remains);
        }
        finally
        {
            context.Unload();
        }
    }

    // Its arguments are the globals, and a place that it puts itself into.
    private static Func<object?[], Task<object?>> EntryOf(System.Reflection.Assembly assembly, CompiledScript script) =>
        assembly.GetType(script.Type, throwOnError: true)!
        .GetMethod(script.Method,
            System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!
        .CreateDelegate<Func<object?[], Task<object?>>>();
}
