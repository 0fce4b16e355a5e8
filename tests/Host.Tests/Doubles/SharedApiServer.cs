namespace Atelier.Host.Tests.Doubles;

/// <summary>One server for the tests of a class that change nothing in it.</summary>
public sealed class SharedApiServer : IAsyncLifetime
{
    internal ApiServer Server { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await ApiServer.StartAsync();
        Client = await Server.ClientAsync();
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
