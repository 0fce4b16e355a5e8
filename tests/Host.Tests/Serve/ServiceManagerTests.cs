using System.Net.Sockets;
using System.Text;
using Atelier.Host.Serve;

namespace Atelier.Host.Tests.Serve;

public sealed class ServiceManagerTests
{
    [Fact]
    public void A_service_manager_that_listens_is_told()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Path.Combine(Path.GetTempPath(), $"atelier-notify-{Guid.NewGuid():n}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        listener.Bind(new UnixDomainSocketEndPoint(path));

        new ServiceManager(path).Ready();

        var buffer = new byte[64];
        Assert.Equal("READY=1", Encoding.UTF8.GetString(buffer, 0, listener.Receive(buffer)));
        File.Delete(path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/not/there")]
    public void Without_one_nothing_happens(string? socket) => new ServiceManager(socket).Stopping();
}
