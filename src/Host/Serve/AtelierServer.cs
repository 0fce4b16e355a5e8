using Atelier.Host.Api.Automatic1111;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.OpenAI;
using Atelier.Host.Configuration;
using Atelier.Host.Downloads;
using Atelier.Host.Page;
using Atelier.Host.Queue;
using Atelier.Host.Store;
using Atelier.Host.Telemetry;
using Atelier.Host.Worker;

namespace Atelier.Host.Serve;

/// <summary>Puts the server together. Reads as a contents page: each line is a folder.</summary>
internal static class AtelierServer
{
    public static WebApplication Build(AtelierOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls([.. options.Server.Urls]);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(options.Server)
            .AddSingleton(TimeProvider.System)
            .ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions))
            .AddTelemetry()
            .AddStore()
            .AddQueue()
            .AddWorkers()
            .AddDownloads();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapAutomatic1111Api();
        app.MapOpenAIApi();
        app.MapPage();
        return app;
    }
}
