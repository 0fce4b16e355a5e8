using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Models;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Lists;

/// <summary>Memory, and what lies in it.</summary>
internal static class MachineEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("memory", Memory).RequireRole(Role.Viewer);
        routes.MapPost("unload-checkpoint", Unload).RequireRole(Role.Operator);
        routes.MapPost("reload-checkpoint", Reload).RequireRole(Role.Operator);
    }

    private static IResult Memory(IWorkers workers)
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var used = Environment.WorkingSet + workers.Status.Sum(worker => worker.Memory);
        return Automatic1111Json.Answer(new JsonObject
        {
            ["ram"] = new JsonObject { ["free"] = Math.Max(0, total - used), ["used"] = used, ["total"] = total },
            ["cuda"] = new JsonObject { ["error"] = "unavailable" },
        });
    }

    /// <summary>Lets go of every model that no job is using: here no model is "the" loaded one.</summary>
    private static async Task<IResult> Unload(IWorkers workers, CancellationToken cancellation)
    {
        foreach (var model in workers.Status.SelectMany(worker => worker.Models).Where(model => !model.InUse)
            .DistinctBy(model => model.Name).ToList())
        {
            await workers.AskAsync(new UnloadQuestion(model.Name), cancellation);
        }

        return Automatic1111Json.Answer(new JsonObject());
    }

    /// <exception cref="RequestException">The caller's model is gone.</exception>
    private static async Task<IResult> Reload(HttpContext context, IWorkers workers, OptionsFile options, ModelShelf models)
    {
        await workers.AskAsync(
            new LoadQuestion(options.Of(context.Caller().Name).SdModelCheckpoint ?? models.DefaultName), context.RequestAborted);
        return Automatic1111Json.Answer(new JsonObject());
    }
}
