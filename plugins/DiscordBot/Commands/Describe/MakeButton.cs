using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Describe;

/// <summary>The button under a recipe that makes what it says.</summary>
internal sealed class MakeButton(CommandServices services) : IInteractionHandler
{
    private const string Prefix = "recipe|make|";
    private const string Hidden = "hidden";
    private const string StorePrefix = "recipe/";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public bool Takes(Interaction interaction) =>
        interaction is { Type: InteractionType.Component, Data.CustomId: { } id } && id.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task HandleAsync(InteractionContext context, CancellationToken stop)
    {
        var parts = context.Interaction.Data!.CustomId![Prefix.Length..].Split('|');
        var (subject, isHidden) = (parts[0], parts is [_, Hidden]);
        var request = await services.Host.Pictures.FindAsync(subject, stop) is { } picture ? picture.Request
            : await services.Host.Store.GetAsync(StorePrefix + subject, stop) is { } kept ? Read(kept)
            : throw new Refusal("This recipe is not kept any more. `/describe` reads it from the picture again.");
        await services.Maker.MakeAsync(
            context, RecipeWish.Of(request, await services.Host.Catalog.ReadAsync(stop), "recipe", isHidden), stop);
    }

    /// <summary>The row with the button; a recipe that is not a kept picture's is remembered for it.</summary>
    public static async Task<ActionRow> RowAsync(
        IFrontEndHost host, InteractionContext context, FoundRecipe recipe, CancellationToken cancellation)
    {
        var subject = recipe.PictureId;
        if (subject is null)
        {
            subject = context.Interaction.Id;
            var json = JsonSerializer.Serialize(recipe.Request!, CommandsJson.Default.GenerationRequest);
            await host.Store.SetAsync(StorePrefix + subject, json, Lasts, cancellation);
        }

        var id = Prefix + subject + (recipe.IsHidden ? "|" + Hidden : "");
        return new ActionRow([new Component(ComponentType.Button, id, "Make this", ButtonStyle.Primary)]);
    }

    // What a newer server's requests have and the kept one has not takes its default: the serializer alone would leave it empty.
    private static GenerationRequest Read(string kept)
    {
        var whole = JsonSerializer.SerializeToNode(
            new GenerationRequest { Prompt = "" }, CommandsJson.Default.GenerationRequest)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(kept)!.AsObject())
        {
            whole[name] = value?.DeepClone();
        }

        return whole.Deserialize(CommandsJson.Default.GenerationRequest)!;
    }
}
