using System.Collections.Concurrent;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Follow;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Making.Results;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Upscale;

/// <summary>
/// Makes larger what is no job of ours: pictures that users bring, or by an upscaler that they name. One at a time for each user.
/// </summary>
internal sealed class Enlarger(IFrontEndHost host)
{
    // Of pictures whose size Discord does not tell.
    private const int UsualSide = 1024;

    private readonly ConcurrentDictionary<string, bool> _busy = new();
    private readonly PictureFile _files = new(host, new PictureFitting(host));

    /// <param name="kept">One of ours; null takes the attachment.</param>
    /// <param name="upscaler">Null takes the best there is.</param>
    /// <exception cref="Refusal">It cannot be made larger.</exception>
    public async Task EnlargeAsync(
        InteractionContext context, FrontEndPicture? kept, Attachment? attachment, int scale, string? upscaler, bool spoiler,
        CancellationToken stop)
    {
        if (attachment is not null)
        {
            Attachments.Check(attachment, "image");
        }

        if (!_busy.TryAdd(context.User.Id, true))
        {
            throw new Refusal("One of your pictures is being made larger just now. Please wait for it.");
        }

        byte[] larger;
        try
        {
            if (context.Answered is null)
            {
                await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), stop);
            }

            upscaler ??= UpscalerChoice.Of(await host.Catalog.ReadAsync(stop));
            var file = kept is not null
                ? await host.Pictures.ReadAsync(kept.Picture.Id, stop) ?? throw new Refusal("That picture is no longer on the server.")
                : await Attachments.FetchAsync(context, attachment!, "image", stop);
            larger = await Attachments.ReadAsync("image", () => host.Pictures.UpscaleAsync(file, scale, upscaler, stop));
        }
        finally
        {
            _busy.TryRemove(context.User.Id, out _);
        }

        var message = await MessageAsync(context, kept, attachment, new FittedPicture(larger, "png"), scale, upscaler, spoiler, stop);
        await context.Api.EditOriginalAsync(
            context.Interaction.ApplicationId, context.Interaction.Token, message.Body, message.Files, stop);
    }

    private Task<OutgoingMessage> MessageAsync(
        InteractionContext context, FrontEndPicture? kept, Attachment? attachment, FittedPicture larger, int scale, string upscaler,
        bool spoiler,
        CancellationToken stop)
    {
        var title = $"upscaled ×{scale}";
        var form = new AnswerForm(context.Interaction.AttachmentSizeLimit ?? Following.UsualSizeLimit);
        if (kept is null)
        {
            var side = Math.Max(attachment!.Width ?? UsualSide, attachment.Height ?? UsualSide);
            var lines = MessageLines.Of("", title, "", $"-# {MessageText.Escape(upscaler, 100)}");
            return _files.PutAsync(larger, side * scale, $"larger-x{scale}", spoiler, "", lines, [], form, stop);
        }

        var (picture, prompt, user) = (kept.Picture, kept.Request.Prompt, context.User.Id);
        return _files.PutAsync(
            larger, Math.Max(picture.Width, picture.Height) * scale, FormattableString.Invariant($"picture-{picture.Seed}-x{scale}"),
            spoiler, prompt,
            MessageLines.Of("", title, prompt, ResultDetails.Of(picture, scale, upscaler, user)),
            ResultButtons.Enlarged(picture.Id, scale, user, spoiler), form, stop);
    }
}
