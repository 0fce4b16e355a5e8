using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/scorers</c>, <c>/rules</c>: what recipes can name.</summary>
internal static class CuratorEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        Map(api, "scorers", "All scorers of pictures, with their ranges, their options, and what they lack to work.",
            curators => curators.Scorers);
        Map(api, "rules", "All rules for pictures, with their options, and what they lack to work.", curators => curators.Rules);
    }

    private static void Map(RouteGroupBuilder api, string kind, string summary, Func<Curators, IReadOnlyList<CuratorInfo>> parts) =>
        api.MapGet($"/{kind}",
            async (IWorkers workers, CancellationToken cancellation) => parts(await workers.AskAsync(new CuratorsQuestion(), cancellation)))
            .RequireRole(Role.Viewer).WithTags("Parts").WithSummary(summary);
}
