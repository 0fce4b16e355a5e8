using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/runs</c>: what was started is waited for.</summary>
internal sealed class ClientRuns(AtelierClient client, TimeProvider time, CancellationToken cancellation)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(0.5);

    /// <summary>Starts a run and waits until it is over.</summary>
    /// <param name="path">What starts it.</param>
    public async Task<ScriptRun> RunAsync(string path, object? body)
    {
        var run = await client.PostAsync<ScriptRun>(path, body, cancellation);
        while (!run.IsOver)
        {
            await Task.Delay(Glance, time, cancellation);
            run = await client.GetAsync<ScriptRun>($"runs/{run.Id}", cancellation);
        }

        return run;
    }
}
