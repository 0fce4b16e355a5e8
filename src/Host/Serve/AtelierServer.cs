using Atelier.Host.Api.Automatic1111;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native;
using Atelier.Host.Api.OpenAI;
using Atelier.Host.Automation;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Configuration;
using Atelier.Host.Downloads;
using Atelier.Host.FrontEnds;
using Atelier.Host.Inputs;
using Atelier.Host.Models;
using Atelier.Host.Page;
using Atelier.Host.Queue;
using Atelier.Host.Scripting;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Telemetry;
using Atelier.Host.Webhooks.In;
using Atelier.Host.Webhooks.Out;
using Atelier.Host.Worker;

namespace Atelier.Host.Serve;

/// <summary>Puts the server together. Reads as a contents page: each line is a folder.</summary>
internal static class AtelierServer
{
    public static WebApplication Build(AtelierOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = AspNetConfiguration.CreateBuilder(options);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. options.Server.Urls]);
        var started = false;
        Logs.Configure(builder, options, Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null, () => started);
        builder.Services
            .AddSingleton<IHostLifetime, ServerLifetime>()

            // Requests that wait for a job, and the worker that makes it, end together.
            .Configure<HostOptions>(host => host.ServicesStopConcurrently = true)
            .AddSingleton(options)
            .AddSingleton(options.Server)
            .AddSingleton(TimeProvider.System)
            .ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions))
            .AddTelemetry()
            .AddStore()
            .AddQueue()
            .AddInputs()
            .AddWorkers()
            .AddModels()
            .AddDownloads()
            .AddAutomation()
            .AddWebhooksOut()
            .AddPublishing()
            .AddScripting()
            .AddWebhooksIn()
            .AddFrontEnds()
            .AddSecurity()
            .AddNativeApi()
            .AddAutomatic1111Api()
            .AddOpenAIApi();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);
        app.UseSecurity();
        app.MapNativeApi();
        app.MapHooks();
        app.MapAutomatic1111Api();
        app.MapOpenAIApi();
        app.MapPublished();
        app.MapFrontEnds();
        app.MapPage();
        app.MapTelemetry();
        return app;
    }
}
