using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Limits;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Rest.Routes;

/// <summary>The application, and where its gateway is.</summary>
internal static class ApplicationRoutes
{
    public static IEnumerable<Route> All =>
    [
        Route.Of("GET", "/applications/@me", Get),
        Route.Of("GET", "/oauth2/applications/@me", Get),
        new("PATCH", "/applications/@me", NeedsToken: true, EditAsync),
        Route.Of("GET", "/gateway", call => RestAnswer.Ok(new JsonObject { ["url"] = GatewayAddress(call.State) }), needsToken: false),
        Route.Of("GET", "/gateway/bot", GatewayBot),
    ];

    public static string GatewayAddress(DiscordState state) =>
        state.Address.Replace("http://", "ws://", StringComparison.Ordinal) + "/gateway";

    private static RestAnswer Get(RestCall call) => RestAnswer.Ok(ApplicationJson.Of(call.State.Application, call.State.Guilds.Count));

    // Only the address is changed here: Discord asks it twice before it believes in it.
    private static async Task<RestAnswer> EditAsync(RestCall call)
    {
        var form = call.Read(form => form.Text("interactions_endpoint_url", 0, 2048));
        if (form.Value.TryGetProperty("interactions_endpoint_url", out _))
        {
            var text = form.Text("interactions_endpoint_url", 0, 2048);
            var address = string.IsNullOrEmpty(text) ? null : new Uri(text);
            if (address is not null && await call.State.EndpointCheck.FindFaultAsync(address) is { } fault)
            {
                var problems = new Problems();
                var message = $"The specified interactions endpoint url could not be verified: {fault}.";
                problems.Add("interactions_endpoint_url", "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID", message);
                call.Refuse(problems);
            }

            call.State.Application.InteractionsEndpoint = address;
        }

        return Get(call);
    }

    private static RestAnswer GatewayBot(RestCall call) => RestAnswer.Ok(new JsonObject
    {
        ["url"] = GatewayAddress(call.State),
        ["shards"] = 1,
        ["session_start_limit"] =
            new JsonObject { ["total"] = 1000, ["remaining"] = 999, ["reset_after"] = 86_400_000, ["max_concurrency"] = 1 },
    });
}
