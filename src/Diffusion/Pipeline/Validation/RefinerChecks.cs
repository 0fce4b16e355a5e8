using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class RefinerChecks
{
    public static IEnumerable<RequestException?> Of(RefinerStage? refiner) => refiner is null ? [] :
    [
        Name("refiner.model", refiner.Model),
        Number("refiner.switchAt", refiner.SwitchAt, 1),
    ];
}
