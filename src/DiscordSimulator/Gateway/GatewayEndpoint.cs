using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Gateway;

/// <summary>Where bots connect.</summary>
internal static class GatewayEndpoint
{
    public static void MapGateway(this WebApplication app, DiscordState state)
    {
        app.UseWebSockets();
        app.Map("/gateway/{resume?}", async (HttpContext context, string? resume) =>
        {
            if (!context.WebSockets.IsWebSocketRequest || resume is not (null or "resume"))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var query = context.Request.Query;
            if (query["v"] != "10" || query["encoding"] != "json")
            {
                state.Violations.Add("gateway", $"connected with {context.Request.QueryString} instead of ?v=10&encoding=json");
                await socket.CloseAsync((WebSocketCloseStatus)CloseCode.InvalidVersion, "", context.RequestAborted);
                return;
            }

            var connection = new GatewayConnection(state, socket, query["compress"] == "zlib-stream", resume is not null);
            await connection.RunAsync(app.Lifetime.ApplicationStopping);
        });
    }
}
