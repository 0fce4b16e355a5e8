using Atelier.Host.Client;
using Atelier.Host.Scripting.Hosts;

namespace Atelier.Host.Scripting;

/// <summary>Compiles and runs scripts, in processes of their own.</summary>
/// <param name="cache">The folder of what was compiled.</param>
internal sealed class ScriptEngine(ScriptingOptions options, string cache, ScriptHosts hosts)
{
    /// <summary>Compiles a script, and says what is wrong with it.</summary>
    /// <exception cref="IOException">No process for it could be started, or it ended.</exception>
    public async Task<IReadOnlyList<ScriptProblem>> CheckAsync(ScriptSource source, CancellationToken cancellation)
    {
        var host = await hosts.TakeAsync(cancellation);
        try
        {
            return await host.CheckAsync(source, cache, options.Limits, cancellation);
        }
        finally
        {
            await hosts.GiveBackAsync(host);
        }
    }

    /// <summary>Runs a script to its end: its errors, its limits and its cancellation are in how it ended.</summary>
    /// <param name="output">Takes what it says, from any thread.</param>
    /// <exception cref="IOException">No process for it could be started.</exception>
    public async Task<ScriptEnd> RunAsync(ScriptOrder order, IScriptOutput output, CancellationToken cancellation)
    {
        var host = await hosts.TakeAsync(cancellation);
        try
        {
            return await host.RunAsync(order, cache, output, cancellation);
        }
        finally
        {
            await hosts.GiveBackAsync(host);
        }
    }
}
