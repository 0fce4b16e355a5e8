using System.IO.Compression;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>Decompresses <c>zlib-stream</c>: one stream for all messages of a connection, each ending with a flush.</summary>
internal sealed class Inflater : IDisposable
{
    private const int Piece = 16384;

    private readonly MemoryStream _input = new();
    private readonly ZLibStream _stream;
    private readonly byte[] _piece = new byte[Piece];

    public Inflater() => _stream = new ZLibStream(_input, CompressionMode.Decompress);

    /// <summary>What the next message of the connection says; null where it is not whole yet.</summary>
    /// <exception cref="GatewayLostException">It is no such stream, or a message is too large.</exception>
    public byte[]? Inflate(byte[] message, int mostBytes)
    {
        _input.Position = _input.Length;
        _input.Write(message);
        if (_input.Length > mostBytes)
        {
            throw new GatewayLostException("a message was too large");
        }

        if (!_input.GetBuffer().AsSpan(0, (int)_input.Length).EndsWith((ReadOnlySpan<byte>)[0, 0, 0xFF, 0xFF]))
        {
            return null;
        }

        _input.Position = 0;
        using var output = new MemoryStream();
        try
        {
            // Nothing to read is not the end: the next message goes on in the same stream.
            while (_stream.Read(_piece) is var count and > 0)
            {
                if (output.Length + count > mostBytes)
                {
                    throw new GatewayLostException("a message was too large");
                }

                output.Write(_piece, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            throw new GatewayLostException("a message could not be decompressed");
        }

        _input.SetLength(0);
        return output.ToArray();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _input.Dispose();
    }
}
