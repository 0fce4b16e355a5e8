namespace Atelier.Host.Models;

internal static class ModelServices
{
    /// <summary>What lies in the models folder.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services) => services
        .AddSingleton<ModelShelf>()
        .AddSingleton<ModelHashes>()
        .AddSingleton<Tokenizers>();
}
