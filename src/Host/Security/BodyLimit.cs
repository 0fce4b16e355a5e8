using Microsoft.AspNetCore.Http.Metadata;

namespace Atelier.Host.Security;

/// <summary>How large a request's body may be. Kestrel refuses what is larger before it is read.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata
{
    /// <summary>Of a route that says nothing else: 256 KB.</summary>
    public const long Json = 256 << 10;

    /// <summary>Of our own JSON that may carry a few pictures: 16 MB. Who has larger ones uploads them.</summary>
    public const long JsonWithPictures = 16 << 20;

    /// <summary>Of uploads, and of other programs' JSON that carries pictures: 64 MB.</summary>
    public const long Upload = 64 << 20;
}
