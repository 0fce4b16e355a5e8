using Atelier.DiscordBot.Making;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Describe;

/// <summary>The wish to make what a recipe says. Another program may have written it, so its model need not be here.</summary>
internal static class RecipeWish
{
    /// <summary>By the channel's model where its own is not on the server: the title says so.</summary>
    public static PictureWish Of(GenerationRequest request, FrontEndChoices choices, string title, bool spoiler = false) =>
        request.Model is not { } named || choices.Models.Any(model => string.Equals(model.Name, named, StringComparison.OrdinalIgnoreCase))
            ? new PictureWish(request, title, spoiler)
            : new PictureWish(request with { Model = null, Vae = null, Refiner = null }, title + ", by another model", spoiler);
}
