using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.FrontEnds;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/plugins</c>. Plugins are never uploaded: whoever may write into the plugins folder adds them.</summary>
internal static class PluginEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var plugins = api.MapGroup("/plugins").WithTags("Plugins");
        plugins.MapGet(
            "", async (PluginList list, CancellationToken cancellation) =>
                (await list.WaitAsync(cancellation)).Select(PluginView.Of).ToArray())
            .RequireRole(Role.Viewer).WithSummary("All plugins: what they bring, which state they are in, and why.");
        plugins.MapPost("/rescan", RescanAsync).RequireRole(Role.Admin).WithSummary("Looks for new, changed and removed plugins now.");
    }

    private static async Task<PluginView[]> RescanAsync(
        HttpContext context, IWorkers workers, IFrontEnds frontEnds, PluginList list, AuditLog audit, CancellationToken cancellation)
    {
        await Task.WhenAll(workers.AskAsync(new RescanQuestion(), cancellation), frontEnds.RescanAsync(cancellation));
        await audit.WriteAsync(context.Caller().Name, "plugin.rescan", "", cancellation);
        return [.. (await list.WaitAsync(cancellation)).Select(PluginView.Of)];
    }
}
