using System.Text.Json;
using Atelier.Host.Api.Automatic1111.Control;
using Atelier.Host.Api.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>
/// What AUTOMATIC1111 can do and this server cannot: asked for, it is refused by name, since a picture without it would not be the one that
/// was asked for. Sent along and switched off, as clients do, it does no harm.
/// </summary>
internal static class Impossible
{
    public static void Check(LenientBody body)
    {
        RefuseIf(body, "firstpass_image", IsNamed(body, "firstpass_image"), "a second pass begins with the first here; use img2img");
        RefuseIf(body, "hr_checkpoint_name",
            IsNamed(body, "hr_checkpoint_name") && body.Text("hr_checkpoint_name") != "Use same checkpoint",
            "the second pass has the first one's model; leave it out, or use a refiner");
        RefuseIf(body, "restore_faces", body.Switch("restore_faces") is true, "faces cannot be restored; send false or leave it out");
        RefuseIf(body, "s_min_uncond", body.Number("s_min_uncond") > 0,
            "steps without a negative prompt are not possible; send 0 or leave it out");
        foreach (var (script, block) in body.Inner("alwayson_scripts").Fields)
        {
            RefuseIf(body, "alwayson_scripts", !ControlReader.IsControlNet(script) && IsUsed(block),
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

    // Extensions say in their first argument whether they are on, or in each unit.
    private static bool IsUsed(JsonElement block)
    {
        var arguments = block.ValueKind == JsonValueKind.Object && block.TryGetProperty("args", out var given) ? given : block;
        return arguments.ValueKind switch
        {
            JsonValueKind.Array => arguments.GetArrayLength() > 0 && arguments[0].ValueKind != JsonValueKind.False
                && arguments.EnumerateArray().Any(argument => argument.ValueKind != JsonValueKind.Object || IsOn(argument)),
            JsonValueKind.Object => block.ValueKind == JsonValueKind.Object && arguments.EnumerateObject().Any() && IsOn(arguments),
            _ => false,
        };
    }

    private static bool IsOn(JsonElement unit) => !unit.TryGetProperty("enabled", out var enabled)
        || enabled.ValueKind == JsonValueKind.True || (enabled.ValueKind == JsonValueKind.Number && enabled.GetDouble() != 0);
}
