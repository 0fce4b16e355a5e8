using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Pictures;

/// <summary>Pictures that users attach.</summary>
internal static class Attachments
{
    /// <summary>As much as a member without a subscription can attach, and half as much again.</summary>
    public const int MostBytes = 15 * 1024 * 1024;

    public static bool IsPicture(Attachment attachment) => attachment.ContentType is { } type
        ? type.Split(';')[0] is "image/png" or "image/jpeg" or "image/webp"
        : Path.GetExtension(attachment.Filename).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".webp";

    /// <exception cref="Refusal">It is no picture, or too large.</exception>
    public static void Check(Attachment attachment, string option)
    {
        if (!IsPicture(attachment))
        {
            throw new Refusal($"`{option}` must be a picture: PNG, JPEG or WebP.");
        }

        if (attachment.Size > MostBytes)
        {
            throw new Refusal($"`{option}` may have at most {MostBytes / 1024 / 1024} MB. Please attach a smaller one.");
        }
    }

    /// <exception cref="Refusal">It cannot be fetched.</exception>
    public static async Task<byte[]> FetchAsync(
        InteractionContext context, Attachment attachment, string option, CancellationToken cancellation)
    {
        Check(attachment, option);
        try
        {
            return await context.Api.DownloadAsync(attachment, MostBytes, cancellation);
        }
        catch (DiscordException)
        {
            throw new Refusal($"`{option}` could not be fetched from Discord. Please attach it again.");
        }
    }

    /// <summary>Keeps it, so that a request can name it.</summary>
    /// <exception cref="Refusal">It cannot be fetched or is no picture after all.</exception>
    public static async Task<string> KeepAsync(
        InteractionContext context, IFrontEndHost host, Attachment attachment, string option, CancellationToken cancellation)
    {
        var file = await FetchAsync(context, attachment, option, cancellation);
        return await ReadAsync(option, () => host.Pictures.AddAsync(file, cancellation));
    }

    /// <summary>What the server does with a picture that somebody brought, in a kind sentence where it cannot.</summary>
    public static async Task<T> ReadAsync<T>(string option, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (RequestException exception)
        {
            throw new Refusal($"`{option}` cannot be used: {MessageText.Escape(exception.Problem, 300)}.");
        }
    }
}
