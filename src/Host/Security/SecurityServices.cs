using Atelier.Host.Api.Errors;
using Atelier.Host.Inputs;
using Atelier.Host.Queue;
using Atelier.Host.Security.Keys;
using Atelier.Host.Security.Quotas;
using Atelier.Host.Security.Rules;
using Atelier.Host.Security.Sessions;
using Atelier.Host.Store;
using Atelier.Jobs;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Atelier.Host.Security;

internal static class SecurityServices
{
    /// <summary>Keys, sessions, rate limits, the audit log.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services) => services
        .Configure<KestrelServerOptions>(ConnectionLimits.Apply)
        .AddKeys()
        .AddSingleton<SessionBook>()
        .AddSingleton<LentKeys>()
        .AddSingleton<Authenticator>()
        .AddSingleton<RequestRates>()
        .AddSingleton<PictureQuota>()
        .AddSingleton<IGenerationQueue>(provider => new QuotaQueue(
            new IntakeQueue(provider.GetRequiredService<GenerationQueue>(), provider.GetRequiredService<PictureIntake>()),
            provider.GetRequiredService<PictureQuota>()))
        .AddSingleton<KeyUse>()
        .AddHostedService(provider => provider.GetRequiredService<KeyUse>())
        .AddSingleton<IRequestRule, HostRule>()
        .AddSingleton<IRequestRule, OriginRule>()
        .AddSingleton<IRequestRule, AddressRateRule>()
        .AddSingleton<IRequestRule, ContentTypeRule>();

    /// <summary>What the command line needs of it too.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyRing>()
        .AddSingleton<FirstKey>()
        .AddSingleton<AuditLog>();

    /// <summary>Host and Origin rules, headers, keys and roles: everything that stands before a route.</summary>
    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.Use(SecurityHeaders.Add);
        app.UseMiddleware<ErrorMiddleware>();
        app.UseMiddleware<Gate>();
        return app;
    }

    /// <summary>What a route asks of its caller. A route without it, or <c>AllowAnonymous</c>, is closed to all.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequiredRole(role));

    /// <summary>Lets a route take larger bodies than <see cref="BodyLimit.Json"/>.</summary>
    public static TBuilder TakesUpTo<TBuilder>(this TBuilder builder, long bytes)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyLimit(bytes));

    /// <summary>Lets a route take these content types in place of JSON.</summary>
    public static TBuilder TakesContent<TBuilder>(this TBuilder builder, params string[] types)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new TakesContent(types));
}

/// <summary>The role that a route asks for.</summary>
internal sealed record RequiredRole(Role Role);
