namespace Atelier.Host.Api.Automatic1111;

internal static class Automatic1111Api
{
    /// <summary><c>/sdapi/v1</c>, as AUTOMATIC1111 answers it.</summary>
    public static WebApplication MapAutomatic1111Api(this WebApplication app) => app;
}
