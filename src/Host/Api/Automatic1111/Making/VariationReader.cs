using Atelier.Generation;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>Reads the neighbouring seed, and the size that a seed is of.</summary>
internal static class VariationReader
{
    /// <returns>Null where neither is asked for.</returns>
    public static Variation? Read(LenientBody body)
    {
        var variation = new Variation
        {
            Seed = body.Seed("subseed"),
            Strength = body.Number("subseed_strength") ?? 0,
            FromWidth = body.Whole("seed_resize_from_w") is > 0 and var width ? width : null,
            FromHeight = body.Whole("seed_resize_from_h") is > 0 and var height ? height : null,
        };
        return variation is { Strength: 0, FromWidth: null } or { Strength: 0, FromHeight: null } ? null : variation;
    }
}
