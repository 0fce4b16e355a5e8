using Atelier.Host.Net;

namespace Atelier.Host.Inputs;

internal static class InputServices
{
    /// <summary>Pictures that callers bring.</summary>
    public static IServiceCollection AddInputs(this IServiceCollection services) => services
        .AddNet()
        .AddSingleton<Uploads>()
        .AddSingleton<PictureFetch>()
        .AddSingleton<PictureIntake>();
}
