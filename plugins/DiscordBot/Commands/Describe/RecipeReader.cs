using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Commands.Pictures;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Describe;

/// <summary>How pictures were made: kept ones by the server, others by what their file says.</summary>
internal sealed class RecipeReader(IFrontEndHost host)
{
    /// <exception cref="Refusal">The file says nothing, or there is none.</exception>
    public async Task<FoundRecipe> ReadAsync(InteractionContext context, FoundPictures found, CancellationToken cancellation)
    {
        if (found.Kept is [var first, ..])
        {
            return new FoundRecipe(
                first.Request, first.Text, first.Picture.Id, [.. found.Kept.Select(picture => picture.Picture.Seed)], found.IsHidden);
        }

        return found.File is { } file
            ? await ReadAsync(context, file, "image", cancellation) with { IsHidden = found.IsHidden }
            : throw new Refusal("That message has no picture that is still on the server.");
    }

    /// <exception cref="Refusal">The file says nothing, or cannot be fetched.</exception>
    public async Task<FoundRecipe> ReadAsync(
        InteractionContext context, Attachment attachment, string option, CancellationToken cancellation)
    {
        var file = await Attachments.FetchAsync(context, attachment, option, cancellation);
        return await Attachments.ReadAsync(option, () => host.Pictures.DescribeAsync(file, cancellation)) is { } origin
            ? new FoundRecipe(origin.Request, origin.Text, IsHidden: attachment.IsHidden())
            : throw new Refusal("That picture does not say how it was made. Discord and other programs often take that out of pictures.");
    }
}

/// <param name="Request">Null where the text cannot be read as one.</param>
/// <param name="PictureId">Of a kept one.</param>
/// <param name="IsHidden">Whether its picture was hidden.</param>
internal sealed record FoundRecipe(
    GenerationRequest? Request, string Text, string? PictureId = null, IReadOnlyList<ulong>? Seeds = null, bool IsHidden = false);
