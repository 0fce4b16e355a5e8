namespace Atelier.Host.Telemetry;

internal static class TelemetryServices
{
    /// <summary>Metrics, traces and logs.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services;
}
