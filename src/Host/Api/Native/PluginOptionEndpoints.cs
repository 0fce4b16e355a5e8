using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.FrontEnds;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/plugins/{id}/options</c>: what the owner of a server sets of a plugin.</summary>
internal static class PluginOptionEndpoints
{
    private const string Active = "active";

    public static void Map(RouteGroupBuilder api)
    {
        var options = api.MapGroup("/plugins/{id}/options").WithTags("Plugins");
        options.MapGet("", async (string id, IWorkers workers, IFrontEnds frontEnds, CancellationToken cancellation) =>
                ViewOf(await FindAsync(id, workers, frontEnds, cancellation)))
            .RequireRole(Role.Viewer).WithSummary("A plugin's options: their JSON schema, and what they are now.");
        options.MapPut("", PutAsync).RequireRole(Role.Admin).Accepts<JsonElement>("application/json").Produces<PluginOptionsView>()
            .WithSummary("Gives a plugin other options. What is left out has its default; they take effect for jobs from now on.");
    }

    private static async Task<PluginOptionsView> PutAsync(
        HttpContext context, string id, IWorkers workers, IFrontEnds frontEnds, AuditLog audit, CancellationToken cancellation)
    {
        var plugin = await FindAsync(id, workers, frontEnds, cancellation);
        using var values = await StrictJson.ParseAsync(context.Request, cancellation);
        var options = values.RootElement.GetRawText();
        await (plugin.FrontEnds is null
            ? workers.AskAsync(new ConfigureQuestion(id, options), cancellation)
            : frontEnds.ConfigureAsync(id, options, cancellation));
        await audit.WriteAsync(context.Caller().Name, "plugin.configure", id, cancellation);
        return ViewOf(await FindAsync(id, workers, frontEnds, cancellation));
    }

    // The active one of an id, beside which older ones may still be on their way out; else one that failed, which other options may help.
    private static async Task<PluginInfo> FindAsync(string id, IWorkers workers, IFrontEnds frontEnds, CancellationToken cancellation)
    {
        var inventory = workers.Inventory ?? await workers.InventoryAsync(cancellation);
        return frontEnds.Plugins.Concat(inventory.Plugins).Where(plugin => plugin.Id == id)
            .OrderByDescending(plugin => plugin.State == Active).FirstOrDefault()
            ?? throw new ApiException(ApiError.NotFound($"there is no plugin {OneLine.Quoted(id)}"));
    }

    private static PluginOptionsView ViewOf(PluginInfo plugin) => plugin is { OptionsSchema: { } schema, Options: { } values }
        ? new PluginOptionsView(JsonElement.Parse(schema), JsonElement.Parse(values))
        : throw new ApiException(ApiError.NotFound(plugin.State == Active
            ? $"the plugin {plugin.Id} has no options"
            : $"the plugin {plugin.Id} is {plugin.State}, so that its options are not known: {plugin.Reason}"));
}
