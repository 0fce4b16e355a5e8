using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Page;

/// <summary>Keeps other sites that somebody has open from reaching this one through their browser.</summary>
internal static class OwnPageOnly
{
    public static void UseOwnPageOnly(this WebApplication app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var isOwnHost = request.Host.Host == "localhost"
            || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host));
        var origin = request.Headers.Origin.ToString();
        if (isOwnHost && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}"))
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    });
}
