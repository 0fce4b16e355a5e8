using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Configuration;

namespace Atelier.Host.Automation;

internal static class AutomationServices
{
    /// <summary>What runs without somebody who waits for it: runs, and what starts them.</summary>
    public static IServiceCollection AddAutomation(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<AtelierOptions>().Automation)
        .AddRuns()
        .AddRecipes()
        .AddSchedules();
}
