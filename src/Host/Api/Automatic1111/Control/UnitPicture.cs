using System.Text.Json;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Automatic1111.Control;

/// <summary>
/// A unit's picture, in each of the shapes that the extension takes: a text, <c>{image, mask}</c>, <c>[image, mask]</c>, a list of those.
/// </summary>
internal static class UnitPicture
{
    private static readonly string[] Pictures = ["image", "input_image"];
    private static readonly string[] Masks = ["mask", "mask_image"];

    /// <summary>The picture as text; null where there is none.</summary>
    public static string? Of(LenientBody unit) =>
        Pictures.Select(unit.Given).OfType<JsonElement>().Select(Picture).FirstOrDefault(text => text is not null);

    public static bool HasMask(LenientBody unit) =>
        Masks.Select(unit.Given).OfType<JsonElement>().Any(IsText) || Pictures.Select(unit.Given).OfType<JsonElement>().Any(HasMask);

    private static string? Picture(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Object => value.TryGetProperty("image", out var image) ? Picture(image) : null,
        JsonValueKind.Array when value.GetArrayLength() > 0 => Picture(value[0]),
        _ => null,
    };

    private static bool HasMask(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.TryGetProperty("mask", out var mask) && IsText(mask),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Object => HasMask(value[0]),
        JsonValueKind.Array => value.GetArrayLength() > 1 && IsText(value[1]),
        _ => false,
    };

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 };
}
