namespace Atelier.Host.Inputs;

internal static class InputServices
{
    /// <summary>Pictures that callers bring.</summary>
    public static IServiceCollection AddInputs(this IServiceCollection services) => services
        .AddSingleton<Uploads>()
        .AddSingleton<PictureIntake>();
}
