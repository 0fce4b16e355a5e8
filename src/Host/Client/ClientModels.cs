using Atelier.Host.Api.Native.Contracts;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/models</c> for scripts.</summary>
internal sealed class ClientModels(AtelierClient client, CancellationToken cancellation) : IScriptModels
{
    public async Task<IReadOnlyList<ScriptModel>> ListAsync() =>
        [.. (await client.GetAsync<ModelView[]>("models", cancellation)).Select(model => new ScriptModel(
            model.Name, model.Family, model.Ready, model.Problem, model.Loaded, model.Default))];

    public Task LoadAsync(string name) => client.PostAsync<ModelView>($"models/{Uri.EscapeDataString(name)}/load", null, cancellation);

    public Task UnloadAsync(string name) => client.PostAsync<ModelView>($"models/{Uri.EscapeDataString(name)}/unload", null, cancellation);
}
