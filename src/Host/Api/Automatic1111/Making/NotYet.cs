using Atelier.Host.Api.Json;
using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>
/// What AUTOMATIC1111 can do and this server cannot: asked for, it is refused by name, since a picture without it would not be the one that
/// was asked for. Sent along and switched off, as clients do, it does no harm.
/// </summary>
internal static class NotYet
{
    public static void Check(LenientBody body)
    {
        RefuseIf(body, "enable_hr", body.Switch("enable_hr") is true,
            "a second, larger pass is not possible yet; leave it out, and ask for the size in width and height");
        foreach (var size in (string[])["firstphase_width", "firstphase_height"])
        {
            RefuseIf(body, size, body.Whole(size) > 0, "a first pass at another size is not possible; leave it out");
        }

        RefuseIf(body, "refiner_checkpoint", IsNamed(body, "refiner_checkpoint"), "a refiner is not possible yet; leave it out");
        RefuseIf(body, "firstpass_image", IsNamed(body, "firstpass_image"), "pictures are not taken as a start yet; leave it out");
        RefuseIf(body, "restore_faces", body.Switch("restore_faces") is true, "faces cannot be restored; send false or leave it out");
        RefuseIf(body, "tiling", body.Switch("tiling") is true, "tiling pictures are not possible yet; send false or leave it out");
        RefuseIf(body, "subseed_strength", body.Number("subseed_strength") > 0,
            "variation seeds are not possible yet; send 0 or leave it out");
        RefuseIf(body, "s_min_uncond", body.Number("s_min_uncond") > 0,
            "steps without a negative prompt are not possible; send 0 or leave it out");
        foreach (var size in (string[])["seed_resize_from_w", "seed_resize_from_h"])
        {
            RefuseIf(body, size, body.Whole(size) > 0, "seeds of another size are not possible yet; send -1 or leave it out");
        }

        RefuseIf(body, "script_name", IsNamed(body, "script_name"),
            $"Script {OneLine.Quoted(body.Text("script_name") ?? "")} not found; this server has no scripts for txt2img");
        foreach (var (script, block) in body.Inner("alwayson_scripts").Fields)
        {
            RefuseIf(body, "alwayson_scripts", IsUsed(script, block),
                $"always on script {OneLine.Quoted(script)} not found; leave it out, or switch its block off");
        }
    }

    private static void RefuseIf(LenientBody body, string field, bool asked, string problem)
    {
        if (asked)
        {
            body.Refuse(field, problem);
        }
    }

    private static bool IsNamed(LenientBody body, string field) => body.Text(field) is { Length: > 0 } name && name != "None";

    // Extensions say in their first argument whether they are on, or in each unit; a unit of ControlNet is off unless it says so.
    private static bool IsUsed(string script, JsonElement block)
    {
        var arguments = block.ValueKind == JsonValueKind.Object && block.TryGetProperty("args", out var given) ? given : block;
        return arguments.ValueKind switch
        {
            JsonValueKind.Array => arguments.GetArrayLength() > 0 && arguments[0].ValueKind != JsonValueKind.False
                && arguments.EnumerateArray().Any(argument => argument.ValueKind != JsonValueKind.Object || IsOn(argument)),
            JsonValueKind.Object => block.ValueKind == JsonValueKind.Object && arguments.EnumerateObject().Any() && IsOn(arguments),
            _ => false,
        };

        bool IsOn(JsonElement unit) => unit.TryGetProperty("enabled", out var enabled)
            ? enabled.ValueKind == JsonValueKind.True || (enabled.ValueKind == JsonValueKind.Number && enabled.GetDouble() != 0)
            : !script.Equals("controlnet", StringComparison.OrdinalIgnoreCase);
    }
}
