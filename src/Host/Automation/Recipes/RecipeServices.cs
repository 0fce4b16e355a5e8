using Atelier.Host.Api.Synchronous;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Queue;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atelier.Host.Automation.Recipes;

internal static class RecipeServices
{
    /// <summary>Recipes: their folder, their check, their runs.</summary>
    public static IServiceCollection AddRecipes(this IServiceCollection services)
    {
        services.TryAddSingleton<KeptPictures>();
        return services
            .AddSingleton(provider => new RecipeFolder(
                provider.GetRequiredService<AtelierOptions>().Folders.Recipes
                    ?? Path.Combine(provider.GetRequiredService<DataFolder>().Path, "recipes")))
            .AddSingleton(
                provider => new RecipeReader(
                    provider.GetRequiredService<AtelierOptions>().Limits, provider.GetRequiredService<IPublisher>()))
            .AddSingleton(provider => new RecipeParts(
                provider.GetRequiredService<RequestProblems>(), provider.GetRequiredService<UpscalerList>(),
                provider.GetRequiredService<IWorkers>(), Scripts(provider)))
            .AddSingleton<RecipeBook>()
            .AddSingleton<DataFetch>()
            .AddSingleton<FactGathering>()
            .AddSingleton<CandidateMaker>()
            .AddSingleton<Judge>()
            .AddSingleton(provider => new Choice(Scripts(provider)))
            .AddSingleton<Finishing>()
            .AddSingleton<IRunner, RecipeRunner>();
    }

    // The runners hold one that asks for them, so they are looked for when they are needed.
    private static Func<IRunner?> Scripts(IServiceProvider provider) => () => provider.GetRequiredService<Runners>().Find(RunKinds.Script);
}
