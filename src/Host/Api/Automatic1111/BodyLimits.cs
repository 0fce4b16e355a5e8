using Microsoft.AspNetCore.Mvc;

namespace Atelier.Host.Api.Automatic1111;

/// <summary>How large a request may be where pictures come in it as text.</summary>
internal static class BodyLimits
{
    public static RequestSizeLimitAttribute Pictures { get; } = new(64 << 20);
}
