using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Telemetry.Export;
using Atelier.Host.Telemetry.Health;
using Atelier.Host.Telemetry.Measure;

namespace Atelier.Host.Telemetry;

internal static class TelemetryServices
{
    /// <summary>Metrics, traces, health.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services
            .AddSingleton<Readiness>()
            .AddSingleton<AtelierMeter>()
            .AddSingleton<JobTraces>()
            .AddSingleton(
                _ => new MeterReader(
                    AtelierMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .AddHostedService<QueueCounter>()
            .AddHostedService<JobMeasures>();
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(OpenTelemetryExport.Variable)))
        {
            services.AddHostedService<OpenTelemetryExport>();
        }

        return services;
    }

    /// <summary><c>/health/live</c> and <c>/health/ready</c> for anyone, <c>/metrics</c> for whoever may look.</summary>
    public static WebApplication MapTelemetry(this WebApplication app)
    {
        app.MapGet("/health/live", (HttpContext context) => Answer(context, isWell: true)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async (HttpContext context, Readiness readiness) =>
            Answer(context, (await readiness.ProblemsAsync(context.RequestAborted)).Count == 0)).AllowAnonymous().ExcludeFromDescription();

        // Read from the start, not from the first time somebody asks.
        var reader = app.Services.GetRequiredService<MeterReader>();
        app.MapGet("/metrics", () => Results.Text(PrometheusText.Of(reader.Read()), PrometheusText.ContentType)).RequireRole(Role.Viewer)
            .ExcludeFromDescription();
        return app;
    }

    // The status says it all: what is wrong is in the log, and in /api/v1/status for those with a key.
    private static void Answer(HttpContext context, bool isWell)
    {
        context.Response.StatusCode = isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentLength = 0;
        context.Response.Headers.CacheControl = "no-store";
    }
}
