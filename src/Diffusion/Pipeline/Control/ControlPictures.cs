using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>The pictures that maps are made from: a unit's own, or the one that the generation begins from.</summary>
/// <param name="pictures">Reads them.</param>
/// <param name="start">The picture to begin from as it is worked on, with the mask; null where there is none.</param>
internal sealed class ControlPictures(InputPictures pictures, Func<(Picture Picture, Picture? Mask)>? start)
{
    /// <summary>A unit's picture and the mask that goes with it: white is made anew.</summary>
    /// <exception cref="RequestException">There is no such picture, or it cannot be used.</exception>
    public (Picture Picture, Picture? Mask) Of(ControlUnit unit, int index)
    {
        var field = $"{ControlUnits.Field(index)}.picture";
        return unit.Picture is { } reference ? (pictures.Read(reference, field), start?.Invoke().Mask)
            : start?.Invoke() ?? throw new RequestException(field, "is missing; name a picture here, or one to begin from (image.picture)");
    }
}
