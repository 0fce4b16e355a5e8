using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Scripts;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>Reads what img2img begins with.</summary>
internal sealed class InputReader(GivenPictures pictures)
{
    private const string Images = "init_images";
    private const double DefaultStrength = 0.75;
    private const double DefaultBlur = 4;
    private static readonly string[] Resizes = ["stretch", "crop", "fill", "latent"];
    private static readonly string[] Contents = ["fill", "original", "noise", "nothing"];

    /// <returns>What is begun with, and all the pictures where there are several: each is then a picture of a batch.</returns>
    /// <exception cref="ApiException">There is no picture.</exception>
    public async Task<(ImageInput Image, IReadOnlyList<string> Pictures)> ReadAsync(
        LenientBody body, string owner, CancellationToken cancellation)
    {
        var given = body.Texts(Images);
        var batch = body.Whole("batch_size") ?? 1;
        if (given.Count > 1 && given.Count > batch)
        {
            body.Refuse(Images, $"has {given.Count} pictures, more than batch_size, which is {batch}; each is begun with once in a batch");
        }

        if (given.Count > 1 && ScriptReader.IsNamed(body))
        {
            body.Refuse(Images, $"has {given.Count} pictures; a script begins with one");
        }

        if (body.Given("latent_mask") is not null)
        {
            body.Refuse("latent_mask", "is not taken; send the mask as mask");
        }

        if (body.Number("initial_noise_multiplier") is { } multiplier && multiplier != 1)
        {
            body.Refuse("initial_noise_multiplier", "is not possible but as 1; leave it out");
        }

        var references = new List<string>(given.Count);
        foreach (var picture in given)
        {
            references.Add(await pictures.ReferenceAsync(Images, picture, owner, cancellation));
        }

        return (new ImageInput
        {
            Picture = references.FirstOrDefault() ?? throw new ApiException(ApiError.NotFound("Init image not found")),
            Strength = body.Number("denoising_strength") ?? DefaultStrength,
            Resize = Word(body, "resize_mode", Resizes, 0),
            Mask = body.Text("mask") is { Length: > 0 } mask
                ? Mask(body, await pictures.ReferenceAsync("mask", mask, owner, cancellation))
                : null,
            ImageGuidance = body.Number("image_cfg_scale"),
            AllSteps = body.Inner("override_settings").Switch("img2img_fix_steps") ?? false,
        }, references);
    }

    private static MaskInput Mask(LenientBody body, string picture) => new()
    {
        Picture = picture,
        Blur = Blur(body),
        Content = Word(body, "inpainting_fill", Contents, 0),
        MaskedAreaOnly = body.Switch("inpaint_full_res") ?? true,
        Padding = body.Whole("inpaint_full_res_padding") ?? 0,
        Invert = body.Switch("inpainting_mask_invert") ?? false,
    };

    private static double Blur(LenientBody body)
    {
        var both = body.Number("mask_blur");
        var (x, y) = (both ?? body.Number("mask_blur_x"), both ?? body.Number("mask_blur_y"));
        if (x is { } across && y is { } down && across != down)
        {
            body.Refuse("mask_blur_y", "differs from mask_blur_x; a mask is softened alike both ways");
        }

        return x ?? y ?? DefaultBlur;
    }

    // By number, as AUTOMATIC1111 has it.
    private static string Word(LenientBody body, string field, string[] words, int usual)
    {
        var index = body.Whole(field) ?? usual;
        if (index >= 0 && index < words.Length)
        {
            return words[index];
        }

        body.Refuse(field, $"{index} is not possible; it must be from 0 to {words.Length - 1}");
        return words[usual];
    }
}
