using Atelier.Diffusion.Pipeline.Control;
using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class ControlChecks
{
    private const int MostUnits = 16;
    private const double LargestWeight = 2;

    public static IEnumerable<RequestException?> Of(GenerationRequest request) => request.Controls.Count > MostUnits
        ? [new RequestException("controls", $"there are {request.Controls.Count}; at most {MostUnits} work at once")]
        : request.Controls.SelectMany((unit, i) => Of(unit, ControlUnits.Field(i), request.Image is not null));

    private static IEnumerable<RequestException?> Of(ControlUnit unit, string field, bool beginsWithPicture) =>
    [
        Name($"{field}.model", unit.Model),
        unit.Picture is null && !beginsWithPicture
            ? new RequestException($"{field}.picture", "is missing; name a picture here, or one to begin from (image.picture)")
            : null,
        Name($"{field}.preprocessor", unit.Preprocessor),
        Whole($"{field}.resolution", unit.Resolution, PreprocessorRunner.LargestResolution, PreprocessorRunner.SmallestResolution),
        Number($"{field}.weight", unit.Weight, LargestWeight),
        Number($"{field}.start", unit.Start, 1),
        Number($"{field}.end", unit.End, 1),
        unit.Start > unit.End
            ? new RequestException($"{field}.start", $"{Text(unit.Start)} lies after the end, {Text(unit.End)}; it must not")
            : null,
        OneOf($"{field}.resize", unit.Resize, "stretch", "crop", "fill"),
        OneOf($"{field}.mode", unit.Mode, "balanced", "prompt", "control"),
        OneOf($"{field}.pass", unit.Pass, "both", "first", "second"),
        .. unit.PreprocessorOptions.Select(option => Option($"{field}.preprocessorOptions", option.Key, option.Value)),
    ];
}
