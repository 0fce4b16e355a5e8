using Atelier.Host.Api.Synchronous;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Store;
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
                provider.GetRequiredService<AtelierOptions>().Folders.Recipes ?? Path.Combine(provider.GetRequiredService<DataFolder>().Path, "recipes")))
            .AddSingleton(provider => new RecipeReader(provider.GetRequiredService<AtelierOptions>().Limits, provider.GetRequiredService<IPublisher>()))
            .AddSingleton<RecipeParts>()
            .AddSingleton<RecipeBook>()
            .AddSingleton<DataFetch>()
            .AddSingleton<FactGathering>()
            .AddSingleton<CandidateMaker>()
            .AddSingleton<Judge>()

            // The runners hold this one, so they cannot be asked for while they are made.
            .AddSingleton(provider => new Choice(() => provider.GetRequiredService<Runners>().Find(RunKinds.Script)))
            .AddSingleton<Finishing>()
            .AddSingleton<IRunner, RecipeRunner>();
    }
}
