using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Where a request names pictures: the one list of such fields.</summary>
public static class PictureReferences
{
    /// <summary>Every picture that a request names, in the order of its fields.</summary>
    /// <param name="request">What was asked for.</param>
    public static IReadOnlyList<PictureReference> Of(GenerationRequest request)
    {
        var found = new List<PictureReference>();
        Replace(request, named =>
        {
            found.Add(named);
            return named.Reference;
        });
        return found;
    }

    /// <summary>The request with other references.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="replace">Gives the reference to put in a reference's place.</param>
    public static GenerationRequest Replace(GenerationRequest request, Func<PictureReference, string> replace) => request with
    {
        Image = request.Image is { } image ? Replace(image, replace) : null,
        Controls = request.Controls.Count == 0 ? request.Controls :
        [
            .. request.Controls.Select((unit, index) => unit.Picture is { } picture
                ? unit with { Picture = replace(new PictureReference($"controls[{index}].picture", picture)) }
                : unit),
        ],
    };

    private static ImageInput Replace(ImageInput image, Func<PictureReference, string> replace) => image with
    {
        Picture = replace(new PictureReference("image.picture", image.Picture)),
        Mask = image.Mask is { } mask ? mask with { Picture = replace(new PictureReference("image.mask.picture", mask.Picture)) } : null,
        Depth = image.Depth is { } depth ? replace(new PictureReference("image.depth", depth)) : null,
    };
}

/// <summary>A picture that a request names.</summary>
/// <param name="Field">The request's field: <c>image.picture</c>, <c>controls[0].picture</c>.</param>
/// <param name="Reference">As the request says it.</param>
public sealed record PictureReference(string Field, string Reference);
