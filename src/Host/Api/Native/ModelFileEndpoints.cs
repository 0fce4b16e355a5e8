using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Networks;

namespace Atelier.Host.Api.Native;

/// <summary>
/// <c>/api/v1/loras</c>, <c>/embeddings</c>, <c>/controlnets</c>, <c>/vaes</c>: what lies beside the models, told from its headers.
/// </summary>
internal static class ModelFileEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        Map(api, "loras", "The adapters in models/loras.", (AdapterCatalog adapters) => adapters.List().Select(entry =>
            new ModelFileView(entry.Name, Label: entry.Alias, Problem: entry.Problem)));
        Map(api, "embeddings", "The textual inversions in models/embeddings; the trigger is the word that prompts call one by.", (EmbeddingCatalog embeddings) =>
            embeddings.List()
                .Select(entry => new ModelFileView(entry.Name, Trigger: entry.Name, Vectors: entry.Vectors, Problem: entry.Problem)));
        Map(api, "controlnets", "The ControlNets in models/controlnet, with the family of models that each is for.", (IModelFiles files) =>
            ControlNetCatalog.All(files).Select(entry => new ModelFileView(entry.Name, Family: entry.Family, Problem: entry.Problem)));
        Map(api, "vaes", "The autoencoders in models/vae.", (IModelFiles files) =>
            files.List(ModelFileKinds.Vae).Select(file => new ModelFileView(file.Name)));
    }

    private static void Map<T>(RouteGroupBuilder api, string path, string summary, Func<T, IEnumerable<ModelFileView>> list)
        where T : notnull =>
        api.MapGet($"/{path}", (HttpContext context) => list(context.RequestServices.GetRequiredService<T>()).ToArray())
            .RequireRole(Role.Viewer).WithTags("Models").WithSummary(summary).Produces<ModelFileView[]>();
}
