using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Looks;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Describe;

/// <summary>A recipe, said to who asked.</summary>
internal static class DescribeReply
{
    public static async Task SayAsync(IFrontEndHost host, InteractionContext context, FoundRecipe recipe, CancellationToken cancellation)
    {
        if (recipe.Request is not { } request)
        {
            var text = MessageText.Shorten(recipe.Text, 3500).Replace("`", "ˋ", StringComparison.Ordinal);
            await context.SayAsync(
                new Card("Recipe", $"It says this, which cannot be read as a request:\n```\n{text}\n```").Message(), cancellation);
            return;
        }

        var row = await MakeButton.RowAsync(host, context, recipe, cancellation);
        await context.SayAsync(RecipeCard.Of(request, recipe.Seeds).Message(rows: row), cancellation);
    }
}
