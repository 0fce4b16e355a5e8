using Atelier.Host.Automation;

namespace Atelier.Host.Configuration;

/// <summary>What runs by itself: every property of <see cref="AutomationOptions"/>.</summary>
internal static class AutomationSettings
{
    private static readonly SettingsOf<AutomationOptions> Automation =
        new("automation.", options => options.Automation, (options, automation) => options with { Automation = automation });

    private static readonly SettingsOf<AtelierFolders> Folders =
        new("folders.", options => options.Folders, (options, folders) => options with { Folders = folders });

    public static IReadOnlyList<Setting> All { get; } =
    [
        Folders.Folder("recipes", "Where a server's recipes lie; without it, the folder recipes of the data folder",
            folders => folders.Recipes ?? Setting.None, (folders, path) => folders with { Recipes = path }),
        Automation.Number("runs", "How many recipes, scripts and jobs of schedules run at once", 1, 1000,
            automation => automation.Runs, (automation, value) => automation with { Runs = (int)value }),
        Automation.DurationOrNone(
            "keepRuns", "Records of runs that ended longer ago are removed, with their logs", TimeSpan.FromHours(1),
            TimeSpan.FromDays(36500),
            automation => automation.KeepRuns, (automation, value) => automation with { KeepRuns = value }),
    ];
}
