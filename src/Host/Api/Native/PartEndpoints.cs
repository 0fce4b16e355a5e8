using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary>
/// <c>/api/v1/samplers</c>, <c>/noise-schedules</c>, <c>/noises</c>, <c>/guidances</c>, <c>/upscalers</c>: what requests can name.
/// </summary>
internal static class PartEndpoints
{
    private const int UsualSteps = 20;
    private const int MostSteps = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        Map(api, "samplers", inventory => inventory.Samplers);
        Map(api, "noise-schedules", inventory => inventory.Schedules);
        Map(api, "noises", inventory => inventory.Noises);
        Map(api, "guidances", inventory => inventory.Guidances);
        api.MapGet("/upscalers", async (UpscalerList upscalers, CancellationToken cancellation) =>
                (await upscalers.WaitAsync(cancellation)).Select(UpscalerView.Of).ToList())
            .RequireRole(Role.Viewer).WithTags("Parts")
            .WithSummary("All upscalers: of pictures, of latents, and the networks in models/upscalers.");
        api.MapGet("/noise-schedules/{name}/sigmas", SigmasAsync).RequireRole(Role.Viewer).WithTags("Parts")
            .WithSummary("The noise levels of a schedule, from the highest to 0: ?steps=20&model=NAME.");
    }

    private static void Map(RouteGroupBuilder api, string kind, Func<Inventory, IReadOnlyList<PartInfo>> parts) =>
        api.MapGet($"/{kind}",
            async (ReadyInventory inventory, CancellationToken cancellation) => parts(await inventory.WaitAsync(cancellation)))
            .RequireRole(Role.Viewer).WithTags("Parts").WithSummary($"All {kind}, with the numbers that they can be tuned with.");

    private static async Task<SigmasView> SigmasAsync(
        string name, string? steps, string? model, ReadyInventory ready, IWorkers workers, CancellationToken cancellation)
    {
        var inventory = await ready.WaitAsync(cancellation);
        var schedule = inventory.Schedules.FirstOrDefault(part => part.Goes(name))
            ?? throw new ApiException(
                ApiError.NotFound(
                    $"{OneLine.Quoted(name)} is no schedule{NearestName.Hint(name, inventory.Schedules.Select(part => part.Name))}"));
        var count = steps is null ? UsualSteps
            : int.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= 1 and <= MostSteps ? given
            : throw new ApiException(
                ApiError.Invalid("steps", $"{OneLine.Quoted(steps)} is not possible; it must be from 1 to {MostSteps}"));
        return new SigmasView(await workers.AskAsync(new SigmasQuestion(schedule.Name, count, model), cancellation));
    }
}
