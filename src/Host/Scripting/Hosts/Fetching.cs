using Atelier.Host.Scripting.Compile.Packages;
using Atelier.Host.Scripting.Link;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>
/// Fetches packages for a script host while it compiles: one set at a time, and no longer than the question lasts that they are for.
/// </summary>
internal sealed class Fetching(HostProcess process) : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private Task _fetching = Task.CompletedTask;

    /// <summary>
    /// Begins, and answers when they are there. A host waits for the answer: what it asks meanwhile comes from a script, and is not heard.
    /// </summary>
    public void Begin(ScriptMessage.Fetch wanted)
    {
        if (_fetching.IsCompleted)
        {
            _fetching = RunAsync(wanted.Directives, _over.Token);
        }
    }

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    private async Task RunAsync(IReadOnlyList<string> directives, CancellationToken cancellation) =>
        process.Link.Post(new ScriptMessage.Fetched(await PackageFetch.RunAsync(directives, process.Environment, cancellation)));
}
