using System.IO.Compression;
using System.Text;

namespace Atelier.DiscordBot.Tests.Client.Gateway;

/// <summary>Messages as a gateway compresses them: one stream, flushed after each.</summary>
internal sealed class CompressedMessages : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly ZLibStream _stream;

    public CompressedMessages() => _stream = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true);

    public byte[] Next(string message)
    {
        _output.SetLength(0);
        _stream.Write(Encoding.UTF8.GetBytes(message));
        _stream.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _output.Dispose();
    }
}
