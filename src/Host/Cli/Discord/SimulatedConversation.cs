using Atelier.DiscordSimulator;
using Atelier.DiscordSimulator.Messages;

namespace Atelier.Host.Cli.Discord;

/// <summary>A short conversation that plays by itself: words to pictures, one varied, one enlarged, and where it came from.</summary>
internal static class SimulatedConversation
{
    public static async Task PlayAsync(LocalDiscord discord, SimulatedPlace place, CancellationToken cancellation)
    {
        var (anna, ben) = (place.Anna.In(place.Studio), place.Ben.In(place.Studio));
        await discord.ConnectedAsync().WaitAsync(cancellation);
        await discord.CommandsAsync("imagine").WaitAsync(cancellation);
        anna.Say("Let's see what it makes of bad weather.");
        var words = anna.Slash("imagine", ("prompt", "a lighthouse in a storm, oil painting"), ("count", 4));
        var first = await MadeAsync(words.MessageAsync(HasButton("V2")), cancellation);
        var varied = await MadeAsync(anna.Press(first, "V2").MessageAsync(HasButton("U1")), cancellation);
        await MadeAsync(anna.Press(varied, "U1").MessageAsync(message => message.Files.Count == 1), cancellation);
        await MadeAsync(
            ben.Slash("imagine", ("prompt", "a cabin in a snowy forest at night")).MessageAsync(HasButton("Recipe")), cancellation);
    }

    private static Func<ChatMessage, bool> HasButton(string label) => message => message.Buttons.Any(button => button.Label == label);

    private static Task<ChatMessage> MadeAsync(Task<ChatMessage> message, CancellationToken cancellation) =>
        message.WaitAsync(cancellation);
}
