using System.Text.Json.Nodes;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Networks;

namespace Atelier.Host.Api.Automatic1111.Lists;

/// <summary>Models and their kin. Kinds of files that this server has no use for are empty lists.</summary>
internal static class ModelLists
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("sd-models", Models).RequireRole(Role.Viewer);
        routes.MapGet("sd-vae", Autoencoders).RequireRole(Role.Viewer);
        routes.MapGet("loras", Adapters).RequireRole(Role.Viewer);
        routes.MapGet("embeddings", Embeddings).RequireRole(Role.Viewer);
        foreach (var nothing in (string[])["sd-modules", "hypernetworks", "face-restorers", "realesrgan-models"])
        {
            routes.MapGet(nothing, () => Automatic1111Json.Answer(Array.Empty<object>())).RequireRole(Role.Viewer);
        }

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

    private static IResult Autoencoders(IModelFiles files) => Automatic1111Json.Answer(files.List(ModelFileKinds.Vae).Select(file => new
    {
        ModelName = Path.GetFileName(file.Path),
        Filename = Path.GetFileName(file.Path),
    }));

    private static IResult Adapters(AdapterCatalog adapters) => Automatic1111Json.Answer(adapters.List().Where(entry => entry.Problem is null).Select(entry => new
    {
        entry.Name,
        entry.Alias,
        Path = Path.GetFileName(entry.Path),
        entry.Metadata,
    }));

    private static IResult Embeddings(EmbeddingCatalog embeddings)
    {
        var (loaded, skipped) = (new JsonObject(), new JsonObject());
        foreach (var entry in embeddings.List())
        {
            (entry.Problem is null ? loaded : skipped)[entry.Name] = new JsonObject
            {
                ["step"] = null,
                ["sd_checkpoint"] = null,
                ["sd_checkpoint_name"] = null,
                ["shape"] = entry.Widths.Count > 0 ? entry.Widths[0] : 0,
                ["vectors"] = entry.Vectors,
            };
        }

        return Automatic1111Json.Answer(new { Loaded = loaded, Skipped = skipped });
    }
}
