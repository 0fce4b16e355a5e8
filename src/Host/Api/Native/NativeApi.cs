using Atelier.Host.Api.Native.Events;
using Atelier.Host.Api.Native.OpenApi;
using Atelier.Host.Api.Native.Pictures;

namespace Atelier.Host.Api.Native;

internal static class NativeApi
{
    /// <summary>What the routes need.</summary>
    public static IServiceCollection AddNativeApi(this IServiceCollection services) => services
        .AddNativeOpenApi()
        .AddSingleton<ServerClock>()
        .AddSingleton<JobViews>()
        .AddSingleton<RunStart>()
        .AddSingleton<Replays>()
        .AddSingleton<PictureViews>()
        .AddSingleton<EventLoop>();

    /// <summary><c>/api/v1</c>: everything the server can do.</summary>
    public static WebApplication MapNativeApi(this WebApplication app)
    {
        // Its time begins now, not when somebody first asks.
        _ = app.Services.GetRequiredService<ServerClock>();
        var api = app.MapGroup("/api/v1");
        SessionEndpoints.Map(api);
        JobEndpoints.Map(api);
        PluginOptionEndpoints.Map(api);
        DownloadEndpoints.Map(api);
        EventEndpoints.Map(api);
        WebhookEndpoints.Map(api);
        HookEndpoints.Map(api);
        PictureEndpoints.Map(api);
        UploadEndpoints.Map(api);
        UpscaleEndpoint.Map(api);
        AnimationEndpoint.Map(api);
        ModelEndpoints.Map(api);
        PartEndpoints.Map(api);
        CuratorEndpoints.Map(api);
        RecipeEndpoints.Map(api);
        PreprocessEndpoints.Map(api);
        ModelFileEndpoints.Map(api);
        PluginEndpoints.Map(api);
        CapabilityEndpoint.Map(api);
        TokenEndpoint.Map(api);
        StatusEndpoints.Map(api);
        KeyEndpoints.Map(api);
        RunEndpoints.Map(api);
        PublishedEndpoints.Map(api);
        ScriptEndpoints.Map(api);
        ScheduleEndpoints.Map(api);
        PublishEndpoint.Map(api);
        app.MapNativeOpenApi();
        return app;
    }
}
