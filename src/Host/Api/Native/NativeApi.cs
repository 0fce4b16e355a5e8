namespace Atelier.Host.Api.Native;

internal static class NativeApi
{
    /// <summary>What the routes need.</summary>
    public static IServiceCollection AddNativeApi(this IServiceCollection services) => services
        .AddSingleton<JobViews>()
        .AddSingleton<Replays>();

    /// <summary><c>/api/v1</c>: everything the server can do.</summary>
    public static WebApplication MapNativeApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        JobEndpoints.Map(api);
        DownloadEndpoints.Map(api);
        return app;
    }
}
