using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Configuration;
using Atelier.Networks;

namespace Atelier.Host.Models;

internal static class ModelServices
{
    /// <summary>What lies in the models folder.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services) => services
        .AddSingleton<IModelFiles>(provider => new ModelFiles(provider.GetRequiredService<AtelierOptions>().Folders.Models))
        .AddSingleton(provider => new AdapterCatalog(provider.GetRequiredService<AtelierOptions>().Folders.Models))
        .AddSingleton(provider => new EmbeddingCatalog(provider.GetRequiredService<AtelierOptions>().Folders.Models))
        .AddSingleton<ModelShelf>()
        .AddSingleton<ModelHashes>()
        .AddSingleton<Tokenizers>();
}
