namespace Atelier.Host.Client;

/// <summary>A server that a command may call, with a key for it. A private one ends with this.</summary>
internal sealed class ServerSession(ServerAddress address, string key, AtelierClient client, IAsyncDisposable? server) : IAsyncDisposable
{
    public ServerAddress Address => address;

    public string Key => key;

    public AtelierClient Client => client;

    public bool IsPrivate => server is not null;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
