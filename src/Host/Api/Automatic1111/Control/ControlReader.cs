using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Making;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Control;

/// <summary>
/// Reads the units of the ControlNet extension (sd-webui-controlnet, <c>internal_controlnet/args.py</c>) from <c>alwayson_scripts</c>. A
/// unit is off
/// unless it says otherwise.
/// </summary>
internal sealed class ControlReader(GivenPictures pictures, ReadyInventory inventory)
{
    private const int UsualResolution = 512;
    private const string NoPart = "none";

    private const string OldUnits = "controlnet_units";

    /// <summary>Whether a block of <c>alwayson_scripts</c> is the extension's.</summary>
    public static bool IsControlNet(string script) => script.Equals("controlnet", StringComparison.OrdinalIgnoreCase);

    /// <param name="body">The request's fields.</param>
    /// <param name="begins">Whether the request begins with a picture, which units without one of their own take.</param>
    /// <param name="owner">Whose request it is.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<ControlWish>> ReadAsync(LenientBody body, bool begins, string owner, CancellationToken cancellation)
    {
        // The extension's first routes had a field of their own, whose units were on.
        var units = (BlockOf(body)?.Each("args") ?? []).Where(unit => unit.Switch("enabled") is true)
            .Concat(body.Each(OldUnits).Where(unit => unit.Switch("enabled") is not false))
            .ToList();
        var known = units.Count == 0 ? [] : (await inventory.WaitAsync(cancellation)).Preprocessors;
        var wishes = new List<ControlWish>(units.Count);
        foreach (var unit in units)
        {
            wishes.Add(await ReadAsync(unit, known, begins, owner, cancellation));
        }

        return wishes;
    }

    private static LenientBody? BlockOf(LenientBody body)
    {
        var blocks = body.Inner("alwayson_scripts");
        return blocks.Fields.Keys.FirstOrDefault(IsControlNet) is { } name ? blocks.Inner(name) : null;
    }

    private async Task<ControlWish> ReadAsync(
        LenientBody unit, IReadOnlyList<PartInfo> known, bool begins, string owner, CancellationToken cancellation)
    {
        RefuseWhatIsNotPossible(unit);
        var picture = UnitPicture.Of(unit) is { } given ? await pictures.ReferenceAsync("image", given, owner, cancellation) : null;
        if (picture is null && !begins)
        {
            unit.Refuse("image", "is missing; it must be the control picture in base64");
        }

        var preprocessor = ControlNetWords.Preprocessor(unit.Text("module"));
        var isPerfect = unit.Switch("pixel_perfect") ?? false;
        var control = new ControlUnit
        {
            Model = Model(unit),
            Picture = picture,
            Preprocessor = preprocessor,
            PreprocessorOptions = ControlWords.Thresholds(
                unit, known.FirstOrDefault(part => part.Goes(preprocessor))?.Options ?? [], ControlNetWords.Thresholds),
            Resolution = preprocessor == NoPart || isPerfect
                ? null
                : unit.Whole("processor_res") is > 0 and var resolution ? resolution : UsualResolution,
            Weight = unit.Number("weight") ?? 1,
            Start = unit.Number("guidance_start") ?? 0,
            End = unit.Number("guidance_end") ?? unit.Number("guidance") ?? 1,
            Resize = ControlWords.Of(unit, "resize_mode", ControlNetWords.Resizes, "crop"),
            Mode = ControlWords.Of(unit, "control_mode", ControlNetWords.Modes, unit.Switch("guess_mode") is true ? "control" : "balanced"),
            Pass = ControlWords.Of(unit, "hr_option", ControlWords.Passes, "both"),
        };
        return new ControlWish(control, preprocessor != NoPart && (unit.Switch("save_detected_map") ?? true));
    }

    private static string Model(LenientBody unit)
    {
        if (unit.Text("model") is { Length: > 0 } name && !name.Equals("None", StringComparison.OrdinalIgnoreCase))
        {
            return ControlNetWords.WithoutHash(name);
        }

        unit.Refuse("model", "is None; an enabled unit must name a ControlNet, as GET /controlnet/model_list lists them");
        return "";
    }

    private static void RefuseWhatIsNotPossible(LenientBody unit)
    {
        foreach (var field in (string[])["effective_region_mask", "ipadapter_input", "advanced_weighting"])
        {
            if (unit.Given(field) is { } given && given.ToString() is not ("" or "[]" or "{}"))
            {
                unit.Refuse(field, "is not possible; leave it out");
            }
        }

        if (UnitPicture.HasMask(unit))
        {
            unit.Refuse("mask", "is not possible; a request's own mask says what is made anew");
        }
    }
}

/// <summary>A control unit, and whether its map is wanted among the answer's pictures.</summary>
internal sealed record ControlWish(ControlUnit Unit, bool ShowsMap);
