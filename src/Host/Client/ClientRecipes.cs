using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary><c>/api/v1/recipes</c> for scripts.</summary>
internal sealed class ClientRecipes(AtelierClient client, ClientRuns runs, CancellationToken cancellation) : IScriptRecipes
{
    public async Task<IReadOnlyList<ScriptRecipe>> ListAsync() => await client.GetAsync<ScriptRecipe[]>("recipes", cancellation);

    public Task<ScriptRun> RunAsync(string name, object? arguments = null) =>
        runs.RunAsync($"recipes/{Uri.EscapeDataString(name)}/run", new { arguments });
}
