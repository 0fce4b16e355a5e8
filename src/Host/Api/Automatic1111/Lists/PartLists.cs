using System.Globalization;
using Atelier.Host.FrontEnds;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Lists;

/// <summary>What plugins bring.</summary>
internal static class PartLists
{
    private const double NoRho = -1;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("samplers", Samplers).RequireRole(Role.Viewer);
        routes.MapGet("schedulers", Schedulers).RequireRole(Role.Viewer);
        routes.MapGet("extensions", Extensions).RequireRole(Role.Viewer);
    }

    private static async Task<IResult> Samplers(ReadyInventory inventory, CancellationToken cancellation) =>
        Automatic1111Json.Answer((await inventory.WaitAsync(cancellation)).Samplers.Select(sampler => new
        {
            Name = sampler.Label,
            Aliases = Names(sampler),
            Options = sampler.Options.ToDictionary(option => option.Name, option => option.Default.ToString(CultureInfo.InvariantCulture)),
        }));

    private static async Task<IResult> Schedulers(ReadyInventory inventory, CancellationToken cancellation) =>
        Automatic1111Json.Answer((await inventory.WaitAsync(cancellation)).Schedules
            .Select(schedule => new Scheduler(schedule.Name, schedule.Label, Names(schedule), Rho(schedule), false))
            .Prepend(new Scheduler("automatic", "Automatic", null, NoRho, false)));

    private static async Task<IResult> Extensions(PluginList plugins, CancellationToken cancellation) =>
        Automatic1111Json.Answer((await plugins.WaitAsync(cancellation)).Select(plugin => new
        {
            Name = plugin.Id,
            Remote = "",
            Branch = "",
            CommitHash = "",
            Version = plugin.Version ?? "",
            CommitDate = 0,
            Enabled = plugin.State == "active",
        }));

    private static IReadOnlyList<string> Names(PartInfo part) => [.. part.Aliases.Where(alias => alias != part.Label).Prepend(part.Name)];

    // AUTOMATIC1111's own numbers, for the schedules that it shows one for.
    private static double Rho(PartInfo schedule) => schedule.Name switch
    {
        "karras" => 7,
        "polyexponential" => 1,
        _ => NoRho,
    };

    private sealed record Scheduler(string Name, string Label, IReadOnlyList<string>? Aliases, double DefaultRho, bool NeedInnerModel);
}
