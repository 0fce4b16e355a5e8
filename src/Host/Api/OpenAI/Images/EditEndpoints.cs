using Atelier.Generation;
using Atelier.Host.Api.Json;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary><c>images/edits</c> and <c>images/variations</c>: pictures from a picture, sent as a form.</summary>
internal static class EditEndpoints
{
    // With a mask what it shows is replaced; without one, and in variations, the picture shows through.
    private const double MaskedStrength = 0.9;
    private const double EditStrength = 0.75;
    private const double FaithfulStrength = 0.5;
    private const double VariationStrength = 0.6;
    private const string EditEvents = "image_edit";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "edits", EditAsync);
        Map(routes, "variations", VaryAsync);
    }

    private static void Map(IEndpointRouteBuilder routes, string route, Delegate handler) => routes.MapPost($"images/{route}", handler)
        .RequireRole(Role.User)
        .TakesContent("multipart/form-data")
        .TakesUpTo(BodyLimit.Upload);

    private static async Task<IResult> EditAsync(HttpContext context, ImageForms forms, ImageQueryReader reader, ImageAnswer answer)
    {
        var form = await forms.ReadAsync(context);
        var query = reader.Read(form.Fields);
        var image = new ImageInput
        {
            Picture = form.Image,
            Strength = form.Mask is not null ? MaskedStrength : IsFaithful(form.Fields) ? FaithfulStrength : EditStrength,
            Mask = form.Mask is { } mask ? new MaskInput { Picture = mask, Channel = "alpha", Content = "fill" } : null,
        };
        return await answer.MakeAsync(context, query with { Request = query.Request with { Image = image }, EventName = EditEvents });
    }

    private static async Task<IResult> VaryAsync(HttpContext context, ImageForms forms, ImageQueryReader reader, ImageAnswer answer)
    {
        var form = await forms.ReadAsync(context);
        var query = reader.Read(form.Fields, needsPrompt: false);
        var image = new ImageInput { Picture = form.Image, Strength = VariationStrength };
        return await answer.MakeAsync(context, query with { Request = query.Request with { Prompt = "", Image = image }, Stream = false });
    }

    private static bool IsFaithful(LenientBody fields)
    {
        var fidelity = ImageQueryReader.OneOf(fields, "input_fidelity", "low", "high");
        fields.ThrowIfWrong();
        return fidelity == "high";
    }
}
