using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

/// <summary>What changes the UNet and the autoencoder.</summary>
internal static class SteeringChecks
{
    public static IEnumerable<RequestException?> Of(GenerationRequest request) => [Name("vae", request.Vae), .. FreeU(request.FreeU)];

    private static IEnumerable<RequestException?> FreeU(FreeUSettings? freeU) => freeU is null ? [] :
    [
        Number("freeU.b1", freeU.B1, 2),
        Number("freeU.b2", freeU.B2, 2),
        Number("freeU.s1", freeU.S1, 4),
        Number("freeU.s2", freeU.S2, 4),
    ];
}
