using Atelier.Host.Store;

namespace Atelier.Host.Security;

internal static class SecurityServices
{
    /// <summary>Keys, sessions, rate limits, the audit log.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services) => services;

    /// <summary>Host and Origin rules, headers, keys and roles: everything that stands before a route.</summary>
    public static WebApplication UseSecurity(this WebApplication app) => app;

    /// <summary>What a route asks of its caller. A route without it, or <c>AllowAnonymous</c>, is closed to all.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredRole(role));
}

/// <summary>The role that a route asks for.</summary>
internal sealed record RequiredRole(Role Role);
