using Atelier.Host.Api.Errors;
using Atelier.Host.Models;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.OpenAI.Models;

/// <summary><c>models</c>: those that make pictures.</summary>
internal static class ModelEndpoints
{
    private const string Owner = "atelier";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("models", List).RequireRole(Role.Viewer);
        routes.MapGet("models/{**id}", Get).RequireRole(Role.Viewer);
    }

    private static IResult List(ModelShelf models) =>
        Results.Json(new { Object = "list", Data = models.List().Where(model => model.IsReady).Select(Describe) }, OpenAIJson.Options);

    private static IResult Get(string id, ModelShelf models)
    {
        var list = models.List().Where(model => model.IsReady).ToList();
        return list.Find(model => model.Name == id) is { } found
            ? Results.Json(Describe(found), OpenAIJson.Options)
            : throw new ApiException(new ApiError(
                StatusCodes.Status404NotFound,
                "model_not_found",
                $"the model {OneLine.Quoted(id)} does not exist{NearestName.Hint(id, list.Select(model => model.Name))}",
                "model"));
    }

    private static object Describe(ModelFacts model)
    {
        var path = model.Entry.Path;
        DateTimeOffset changed = Directory.Exists(path) ? Directory.GetLastWriteTimeUtc(path) : File.GetLastWriteTimeUtc(path);
        return new { Id = model.Name, Object = "model", Created = changed.ToUnixTimeSeconds(), OwnedBy = Owner };
    }
}
