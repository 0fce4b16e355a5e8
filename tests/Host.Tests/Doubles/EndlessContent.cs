using System.Net;
using System.Net.Http.Headers;

namespace Atelier.Host.Tests.Doubles;

/// <summary>A body of many zeros, which is sent as long as somebody reads it.</summary>
internal sealed class EndlessContent : HttpContent
{
    private readonly long? _length;

    /// <param name="length">What it says of its length; null sends it in chunks.</param>
    /// <param name="type">The content type.</param>
    public EndlessContent(long? length, string type)
    {
        _length = length;
        Headers.ContentType = new MediaTypeHeaderValue(type);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var zeros = new byte[1 << 16];
        for (var sent = 0L; sent < (_length ?? long.MaxValue); sent += zeros.Length)
        {
            await stream.WriteAsync(zeros);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }
}
