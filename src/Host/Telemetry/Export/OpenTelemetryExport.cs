using Atelier.Host.Telemetry.Measure;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Atelier.Host.Telemetry.Export;

/// <summary>
/// Sends metrics and traces by OTLP, where OpenTelemetry's own variables say so (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>); they also say how.
/// </summary>
internal sealed class OpenTelemetryExport : IHostedService, IDisposable
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const int Patience = 3000;

    private static readonly string[] Meters =
        [AtelierMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(Meters).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(JobTraces.SourceName, "Microsoft.AspNetCore")
            .AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.Run(() => (_metrics?.Shutdown(Patience), _traces?.Shutdown(Patience)), CancellationToken.None);

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, and so win.
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("atelier", serviceVersion: typeof(OpenTelemetryExport).Assembly.GetName().Version!.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
