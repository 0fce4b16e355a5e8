using System.Globalization;
using Atelier.DiscordBot.Making.Follow;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>A kept picture, larger.</summary>
internal sealed class EnlargedAnswer(IFrontEndHost host, PictureFile files, Following following, Enlarging enlarging) : IAnswer
{
    private FittedPicture? _larger;
    private string _upscaler = "";

    public async Task<OutgoingMessage> BuildAsync(AnswerForm form, CancellationToken cancellation)
    {
        if (await host.Pictures.FindAsync(enlarging.PictureId, cancellation) is not { } kept)
        {
            return Gone(form);
        }

        try
        {
            if (await LargerAsync(cancellation) is not { } larger)
            {
                return Gone(form);
            }

            var (picture, prompt) = (kept.Picture, kept.Request.Prompt);
            return await files.PutAsync(
                larger, Math.Max(picture.Width, picture.Height) * enlarging.Scale,
                string.Create(CultureInfo.InvariantCulture, $"picture-{picture.Seed}-x{enlarging.Scale}"), following.Spoiler, prompt,
                MessageLines.Of(
                    form.Lead, following.Title, prompt, ResultDetails.Of(picture, enlarging.Scale, _upscaler, following.UserId)),
                ResultButtons.Enlarged(picture.Id, enlarging.Scale, following.UserId, following.Spoiler), form, cancellation);
        }
        catch (RequestException refused)
        {
            var reason = MessageText.Escape(MessageText.Sentence(refused.Problem), 700);
            return OutgoingMessage.Of(
                MessageLines.Of(form.Lead, following.Title, kept.Request.Prompt, $"That could not be enlarged. {reason}"), []);
        }
    }

    private OutgoingMessage Gone(AnswerForm form) =>
        OutgoingMessage.Of(MessageLines.Of(form.Lead, following.Title, "", "The picture is no longer on the server."), []);

    /// <summary>Made once, however often it is sent.</summary>
    private async Task<FittedPicture?> LargerAsync(CancellationToken cancellation)
    {
        if (_larger is null && await host.Pictures.ReadAsync(enlarging.PictureId, cancellation) is { } file)
        {
            _upscaler = UpscalerChoice.Of(await host.Catalog.ReadAsync(cancellation));
            _larger = new FittedPicture(await host.Pictures.UpscaleAsync(file, enlarging.Scale, _upscaler, cancellation), "png");
        }

        return _larger;
    }
}
