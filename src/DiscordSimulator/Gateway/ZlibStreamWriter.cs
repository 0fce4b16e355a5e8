using System.IO.Compression;
using System.Text;

namespace Atelier.DiscordSimulator.Gateway;

/// <summary>One stream for a whole connection: each payload ends where it is flushed, and means nothing without those before it.</summary>
internal sealed class ZlibStreamWriter : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly ZLibStream _stream;

    public ZlibStreamWriter() => _stream = new ZLibStream(_packed, CompressionLevel.Fastest);

    public byte[] Pack(string payload)
    {
        _packed.SetLength(0);
        _stream.Write(Encoding.UTF8.GetBytes(payload));
        _stream.Flush();
        return _packed.ToArray();
    }

    public void Dispose() => _stream.Dispose();
}
