using Atelier.Support;

namespace Atelier.Server.Tests.Scripts;

/// <summary>One server with the model that ships, for all examples.</summary>
public sealed class ScriptServer : IAsyncLifetime
{
    public RunningServer Running { get; private set; } = null!;

    public async Task InitializeAsync() => Running = await RunningServer.StartAsync(
        environment: new Dictionary<string, string> { ["ATELIER_FOLDERS__MODELS"] = Path.Combine(Golden.RepositoryRoot, "models") });

    public async Task DisposeAsync() => await Running.DisposeAsync();
}
