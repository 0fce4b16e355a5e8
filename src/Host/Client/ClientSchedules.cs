using System.Text.Json;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/schedules</c> for scripts.</summary>
internal sealed class ClientSchedules(AtelierClient client, ClientRuns runs, CancellationToken cancellation) : IScriptSchedules
{
    public async Task<IReadOnlyList<ScriptSchedule>> ListAsync() => await client.GetAsync<ScriptSchedule[]>("schedules", cancellation);

    public Task<ScriptSchedule> AddAsync(object schedule) => client.PostAsync<ScriptSchedule>("schedules", schedule, cancellation);

    public Task<ScriptRun> RunAsync(string name) => runs.RunAsync($"{PathOf(name)}/run", null);

    public Task PauseAsync(string name) => client.PostAsync<JsonElement>($"{PathOf(name)}/pause", null, cancellation);

    public Task ResumeAsync(string name) => client.PostAsync<JsonElement>($"{PathOf(name)}/resume", null, cancellation);

    public Task RemoveAsync(string name) => client.DeleteAsync(PathOf(name), cancellation);

    private static string PathOf(string name) => $"schedules/{Uri.EscapeDataString(name)}";
}
