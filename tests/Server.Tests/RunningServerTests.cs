namespace Atelier.Server.Tests;

public class RunningServerTests
{
    [Fact]
    public async Task A_server_starts_on_a_free_port_and_says_where()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.True(server.Url.IsLoopback);
        Assert.NotEqual(0, server.Url.Port);
    }
}
