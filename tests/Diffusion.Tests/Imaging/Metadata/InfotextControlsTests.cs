using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Imaging.Metadata;

public class InfotextControlsTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        ControlUnit[] units =
        [
            new()
            {
                Model = "canny",
                Preprocessor = "canny",
                Weight = 0.75,
                Start = 0.1,
                End = 0.9,
                Mode = "control",
                Resize = "fill",
                Resolution = 512,
            },
            new() { Model = "depth" },
        ];
        var written = InfotextControls.Write(units).Select(field => KeyValuePair.Create(field.Key, field.Value!)).ToList();

        Assert.Equal(
            units, Infotext.Parse(Text(written)).ToRequest().Controls.Select(
                unit => unit with { PreprocessorOptions = units[0].PreprocessorOptions }));
    }

    [Fact]
    public void A_unit_of_the_extension_s_own_is_read_with_its_thresholds_under_the_preprocessor_s_names()
    {
        var request = Infotext.Parse(
            """
            a fox
            Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 512x512, ControlNet 0: "Module: canny (hard edges), Model: control_v11p_sd15_canny [d14c016b], Weight: 0.8, Resize Mode: Crop and Resize, Processor Res: 512, Threshold A: 90.0, Threshold B: 180.0, Guidance Start: 0.0, Guidance End: 0.7, Pixel Perfect: True, Control Mode: My prompt is more important, Hr Option: Both", ControlNet 1: "Module: none, Model: None", Version: v1.10.0
            """).ToRequest();

        var unit = Assert.Single(request.Controls);
        Assert.Equal(
            ("control_v11p_sd15_canny", "canny", 0.8, 0.7, "prompt", null),
            (unit.Model, unit.Preprocessor, unit.Weight, unit.End, unit.Mode, unit.Resolution));
        Assert.Null(unit.Picture);
        PartOption[] declared = [new("low", 100, 0, 255, ""), new("high", 200, 0, 255, "")];
        Assert.Equal(
            [("high", 180d), ("low", 90d)],
            ThresholdNames.Resolve(unit.PreprocessorOptions, declared).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Empty(ThresholdNames.Resolve(unit.PreprocessorOptions, []));
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused() => Assert.Equal(
        "controls",
        Assert.Throws<RequestException>(
            () => Infotext.Parse(Text([new("ControlNet 0", "Module: none, Model: canny, Weight: heavy")])).ToRequest()).Field);

    private static string Text(IEnumerable<KeyValuePair<string, string>> fields) => new Infotext(
        "a fox", "", [new("Steps", "20"), new("Sampler", "Euler"), new("Seed", "1"), .. fields]).ToString();
}
