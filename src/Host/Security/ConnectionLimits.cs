using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Atelier.Host.Security;

/// <summary>What one caller may hold of the server: slow and idle connections are cut off.</summary>
internal static class ConnectionLimits
{
    private const int Connections = 2000;

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = BodyLimit.Json;
        options.Limits.MaxConcurrentConnections = Connections;
        options.Limits.MaxConcurrentUpgradedConnections = Connections;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
