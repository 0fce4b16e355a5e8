using Atelier.DiscordSimulator.RateLimits;
using Atelier.DiscordSimulator.Rest.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Rest;

/// <summary>All of the API that bots like ours call.</summary>
internal static class RestApi
{
    private const string Base = "/api/v10";

    public static void MapRest(this WebApplication app, DiscordState state, RateLimiter limiter, ExchangeLog log)
    {
        var pipeline = new RestPipeline(state, limiter, log);
        Route[] routes =
        [
            .. ApplicationRoutes.All,
            .. CommandRoutes.All,
            .. GuildRoutes.All,
            .. InteractionRoutes.All,
            .. MessageRoutes.All,
            .. UserRoutes.All,
            .. WebhookRoutes.All,
        ];
        foreach (var route in routes)
        {
            app.MapMethods(Base + route.Template, [route.Method], (HttpContext context) => pipeline.RunAsync(context, route));
        }

        app.Map("/api/{**path}", pipeline.RunUnknownAsync);
        app.MapGet("/attachments/{**path}", (HttpContext context) =>
            state.Files.Find(context.Request.Path.ToUriComponent()) is { } file
                ? Results.Bytes(file.Content, file.ContentType)
                : Results.NotFound());
    }
}
