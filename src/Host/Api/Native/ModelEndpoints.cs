using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Models;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/models</c>. Names may hold a slash: <c>sdxl/turbo</c>, or <c>sdxl%2Fturbo</c>.</summary>
internal static class ModelEndpoints
{
    private const string Load = "/load";
    private const string Unload = "/unload";

    public static void Map(RouteGroupBuilder api)
    {
        var models = api.MapGroup("/models").WithTags("Models");
        models.MapGet("", List).RequireRole(Role.Viewer).WithSummary("All models, those that cannot be used with the reason.");
        models.MapGet("/{**name}", GetAsync).RequireRole(Role.Viewer)
            .WithSummary("One model, with its hash: seconds, the first time, for a large one.");
        models.MapPost("/{**name}", ChangeAsync).RequireRole(Role.Operator)
            .WithSummary("NAME/load loads a model before it is needed; NAME/unload lets it go.");
    }

    private static ModelView[] List(ModelShelf shelf, ModelHashes hashes, IWorkers workers) =>
        [.. shelf.List().Select(model => View(model, hashes.Known(model), shelf, workers))];

    private static async Task<ModelView> GetAsync(
        string name, ModelShelf shelf, ModelHashes hashes, IWorkers workers, CancellationToken cancellation)
    {
        var model = Look(shelf, name);
        return View(model, await hashes.OfAsync(model, cancellation), shelf, workers);
    }

    private static async Task<ModelView> ChangeAsync(
        HttpContext context, string name, ModelShelf shelf, ModelHashes hashes, IWorkers workers, AuditLog audit,
        CancellationToken cancellation)
    {
        var load = name.EndsWith(Load, StringComparison.Ordinal);
        if (!load && !name.EndsWith(Unload, StringComparison.Ordinal))
        {
            throw new ApiException(ApiError.NotFound("there is nothing at this address; a model takes load and unload"));
        }

        var model = Look(shelf, name[..^(load ? Load : Unload).Length]);
        await (load ? workers.AskAsync(
            new LoadQuestion(model.Name), cancellation) : workers.AskAsync(new UnloadQuestion(model.Name), cancellation));
        await audit.WriteAsync(context.Caller().Name, load ? "model.load" : "model.unload", model.Name, cancellation);
        return View(model, hashes.Known(model), shelf, workers);
    }

    private static ModelFacts Look(ModelShelf shelf, string name)
    {
        try
        {
            return shelf.Look(name);
        }
        catch (RequestException exception)
        {
            throw new ApiException(ApiError.NotFound(exception.Problem) with { Field = exception.Field });
        }
    }

    private static ModelView View(ModelFacts model, string? hash, ModelShelf shelf, IWorkers workers)
    {
        var quarantine = workers.Status.Select(worker => worker.Quarantined.GetValueOrDefault(model.Name))
            .FirstOrDefault(reason => reason is not null);
        return new ModelView(
            model.Name, model.Report.Family?.Id, model.IsReady && quarantine is not null ? "quarantined" : model.Entry.State,
            model.IsReady && quarantine is null, model.Problem ?? quarantine, hash, model.Bytes,
            workers.Status.Any(worker => worker.Models.Any(resident => resident.Name == model.Name)), model.Name == shelf.DefaultName,
            model.Defaults is { } defaults ? ModelDefaultsView.Of(defaults) : null);
    }
}
