using System.Text.Json.Nodes;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Lists;

/// <summary>Models and their kin. Kinds of files that this server has no use for are empty lists.</summary>
internal static class ModelLists
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("sd-models", Models).RequireRole(Role.Viewer);
        foreach (var nothing in (string[])
            ["sd-vae", "sd-modules", "hypernetworks", "face-restorers", "realesrgan-models", "loras"])
        {
            routes.MapGet(nothing, () => Automatic1111Json.Answer(Array.Empty<object>())).RequireRole(Role.Viewer);
        }

        routes.MapGet("embeddings", () => Automatic1111Json.Answer(new { Loaded = new JsonObject(), Skipped = new JsonObject() }))
            .RequireRole(Role.Viewer);

        // The folders are read afresh for each list and each request: there is nothing to refresh.
        foreach (var refresh in (string[])["refresh-checkpoints", "refresh-vae", "refresh-embeddings", "refresh-loras"])
        {
            routes.MapPost(refresh, () => Automatic1111Json.Nothing()).RequireRole(Role.User);
        }
    }

    private static async Task<IResult> Models(ModelTitles titles, CancellationToken cancellation) =>
        Automatic1111Json.Answer((await titles.ListAsync(cancellation)).Select(model => new
        {
            model.Title,
            ModelName = model.Model.Name,
            model.Hash,
            model.Sha256,
            Filename = model.Model.Entry.FileName,
            Config = (string?)null,
        }));
}
