using System.Text;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>Says how a message's pictures were made, in AUTOMATIC1111's words, which other programs read.</summary>
internal sealed class RecipeButton(IFrontEndHost host) : IButton
{
    private const int LongestBlock = 1900;
    private const string Fence = "```";

    public string Action => ButtonActions.Recipe;

    public bool IsForEverybody => true;

    public async Task PressAsync(InteractionContext context, ButtonId id, CancellationToken stop)
    {
        var texts = new List<string>();
        foreach (var picture in await PicturesAsync(id.Subject, stop))
        {
            if (await host.Pictures.FindAsync(picture, stop) is { } kept)
            {
                texts.Add(kept.Text);
            }
        }

        if (texts.Count == 0)
        {
            throw new Refusal("These pictures are no longer on the server, and their recipe with them.");
        }

        await context.RespondAsync(Reply(string.Join("\n\n", texts), texts.Count), stop);
    }

    private async Task<IEnumerable<string>> PicturesAsync(string subject, CancellationToken stop) =>
        await host.Queue.FindAsync(subject, stop) is { } job ? job.Pictures.Select(picture => picture.Id) : [subject];

    private static InteractionResponse.Reply Reply(string text, int count) =>
        text.Length > LongestBlock || text.Contains(Fence, StringComparison.Ordinal)
        ? new InteractionResponse.Reply(
            new MessageBody(
                count == 1 ? "This picture's recipe:" : $"The recipes of these {count} pictures:",
                Attachments: [new AttachmentNote("0", "recipe.txt")], Flags: MessageFlags.Ephemeral),
            [new DiscordFile("recipe.txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text))])
        : new InteractionResponse.Reply(new MessageBody($"{Fence}\n{text}\n{Fence}", Flags: MessageFlags.Ephemeral), []);
}
