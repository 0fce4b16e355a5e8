using System.Net.Sockets;
using System.Text;

namespace Atelier.Host.Serve;

/// <summary>Tells systemd how far the server is (sd_notify), where systemd started it and asked to be told.</summary>
/// <param name="socket">The variable <c>NOTIFY_SOCKET</c>; null where nobody wants to know.</param>
internal sealed class ServiceManager(string? socket)
{
    public const string Variable = "NOTIFY_SOCKET";

    public void Ready() => Tell("READY=1");

    public void Stopping() => Tell("STOPPING=1");

    private void Tell(string state)
    {
        if (string.IsNullOrEmpty(socket) || OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            using var sender = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

            // An @ stands for the zero byte of Linux's abstract names.
            sender.Connect(new UnixDomainSocketEndPoint(socket[0] == '@' ? "\0" + socket[1..] : socket));
            sender.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // It does not listen any more. The server does not depend on it.
        }
    }
}
