using System.Net.Sockets;

namespace Atelier.Host.Worker.Link;

/// <summary>
/// A socket that a child process comes to, in a folder that only this user can enter. It is there until the child has come.
/// </summary>
internal sealed class LinkSocket : IDisposable
{
    // A socket's path has at most 104 bytes on some systems.
    private const int LongestFolder = 80;
    private const string ShortFolder = "/tmp";

    private readonly DirectoryInfo _folder;

    private LinkSocket(DirectoryInfo folder)
    {
        _folder = folder;
        Listener.Bind(new UnixDomainSocketEndPoint(Path));
        Listener.Listen(1);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "link");

    public Socket Listener { get; } = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public static LinkSocket Open() => new(CreateFolder());

    /// <summary>The other end of it.</summary>
    public static async Task<NetworkStream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public void Dispose()
    {
        Listener.Dispose();
        _folder.Delete(recursive: true);
    }

    // On Unix such a folder is made for its user alone.
    private static DirectoryInfo CreateFolder()
    {
        const string prefix = "atelier-";
        var folder = Directory.CreateTempSubdirectory(prefix);
        if (folder.FullName.Length <= LongestFolder || OperatingSystem.IsWindows())
        {
            return folder;
        }

        folder.Delete();
        return Directory.CreateDirectory(
            System.IO.Path.Combine(ShortFolder, prefix + System.IO.Path.GetRandomFileName()),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
