using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Imagine;

/// <summary>The pictures that came with an <c>/imagine</c>: checked before anything is fetched, then put into its request.</summary>
internal sealed class ImaginePictures
{
    private readonly Attachment? _image;
    private readonly Attachment? _controlImage;
    private readonly ControlKind? _control;
    private readonly double? _strength;

    /// <exception cref="Refusal">One cannot be used, or is missing.</exception>
    public ImaginePictures(GivenOptions options, FrontEndChoices choices, string? family)
    {
        _image = Checked(options, "image");
        _controlImage = Checked(options, "control-image");
        _strength = options.Number("strength", 0, 1);
        var control = options.Text("control");
        if (_strength is not null && _image is null)
        {
            throw new Refusal("`strength` says how much of an `image` is made anew. Please attach an `image` too, or leave it out.");
        }

        if (control is not null && _controlImage is null && _image is null)
        {
            throw new Refusal("`control` needs a picture to follow. Please attach a `control-image` too.");
        }

        _control = control is not null || _controlImage is not null ? ControlKinds.Find(choices, family, control) : null;
    }

    public bool HasAny => _image is not null || _controlImage is not null;

    /// <exception cref="Refusal">One cannot be fetched or is no picture.</exception>
    public async Task<GenerationRequest> PutAsync(
        InteractionContext context, IFrontEndHost host, GenerationRequest request, ModelChoice? model, int mostSide,
        CancellationToken cancellation)
    {
        if (_image is not null)
        {
            var picture = await Attachments.KeepAsync(context, host, _image, "image", cancellation);
            request = Sized(request, model, mostSide) with
            {
                Image = _strength is { } strength
                    ? new ImageInput { Picture = picture, Strength = strength }
                    : new ImageInput { Picture = picture },
            };
        }

        return _control is null ? request : request with
        {
            Controls =
            [
                new ControlUnit
                {
                    Model = _control.Model,
                    Preprocessor = _control.Preprocessor,
                    Picture = _controlImage is null
                        ? null
                        : await Attachments.KeepAsync(context, host, _controlImage, "control-image", cancellation),
                },
            ],
        };
    }

    // A photograph has more pixels than models work in.
    private GenerationRequest Sized(GenerationRequest request, ModelChoice? model, int mostSide)
    {
        if (request.Width is not null || model is null || _image is not { Width: > 0 and var width, Height: > 0 and var height })
        {
            return request;
        }

        var fitted = PictureSize.Like(width, height, model, mostSide);
        return request with { Width = fitted.Width, Height = fitted.Height };
    }

    private static Attachment? Checked(GivenOptions options, string option)
    {
        var attachment = options.File(option);
        if (attachment is not null)
        {
            Attachments.Check(attachment, option);
        }

        return attachment;
    }
}
