using System.Text.RegularExpressions;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Buttons;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Pictures;

/// <summary>From what a user points at to the pictures that are meant.</summary>
internal sealed partial class PictureFinder(IFrontEndHost host)
{
    private readonly LastPictures _last = new(host);

    /// <summary>A message's: ours by what its buttons carry, else its first picture. Empty where it has none.</summary>
    public async Task<FoundPictures> OfMessageAsync(Message message, CancellationToken cancellation)
    {
        var kept = new List<FrontEndPicture>();
        foreach (var subject in ButtonId.Of(message).Select(button => button.Subject).Distinct())
        {
            if (await OwnAsync(subject, cancellation) is { } picture)
            {
                kept.Add(picture);
            }
        }

        return new FoundPictures(
            kept, kept.Count > 0 ? null : message.Attachments?.FirstOrDefault(Attachments.IsPicture), message.HasHidden());
    }

    /// <summary>What a link to a message, a message's id or a picture's id stands for, or without one what the user had last.</summary>
    /// <exception cref="Refusal">There is nothing.</exception>
    public async Task<FoundPictures> FindAsync(InteractionContext context, string? pointer, CancellationToken cancellation)
    {
        if (pointer is null)
        {
            return await _last.OfAsync(context.Owner, cancellation) is { Count: > 0 } last
                ? new FoundPictures(last)
                : throw new Refusal(
                    "You have no picture here yet. Make one by `/imagine`, or say which `picture` by the link to its message.");
        }

        if (await OwnAsync(pointer, cancellation) is { } picture)
        {
            return new FoundPictures([picture]);
        }

        var message = Id(context, pointer) is { } id ? await MessageAsync(context, id, cancellation) : null;
        return message is null
            ? throw new Refusal("That message is not to be found in this channel. Please copy the link of a message that is.")
            : await OfMessageAsync(message, cancellation) is { } found && (found.Kept.Count > 0 || found.File is not null)
            ? found
            : throw new Refusal("That message has no picture that is still on the server.");
    }

    private static async Task<Message?> MessageAsync(InteractionContext context, string id, CancellationToken cancellation)
    {
        if (context.Answered is null)
        {
            // A call that has to wait for its turn can take longer than Discord waits for a first answer.
            await context.RespondAsync(new InteractionResponse.Defer(Ephemeral: false), cancellation);
        }

        return context.Interaction.ChannelId is { } channel ? await context.Api.FindAsync(channel, id, cancellation) : null;
    }

    // Not what was made by other ways in, whose people did not show it to anybody here.
    private async Task<FrontEndPicture?> OwnAsync(string id, CancellationToken cancellation) =>
        await host.Pictures.FindAsync(id, cancellation) is { } picture && picture.Owner.StartsWith("discord:", StringComparison.Ordinal)
            ? picture
            : null;

    // Only of this channel: others the bot may see and the user may not.
    private static string? Id(InteractionContext context, string pointer) => Link().Match(pointer) switch
    {
        { Success: true } link => link.Groups["channel"].Value == context.Interaction.ChannelId ? link.Groups["message"].Value : null,
        _ => pointer.All(char.IsAsciiDigit) && pointer.Length is >= 15 and <= 20 ? pointer : null,
    };

    [GeneratedRegex(@"/channels/(?:\d+|@me)/(?<channel>\d{15,20})/(?<message>\d{15,20})", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
