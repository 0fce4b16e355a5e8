using Atelier.DiscordSimulator.Interactions;

namespace Atelier.DiscordSimulator.Rest.Routes;

internal static class InteractionRoutes
{
    public static IEnumerable<Route> All =>
    [
        Route.Of("POST", "/interactions/{interaction_id}/{interaction_token}/callback", Callback, needsToken: false),
    ];

    private static RestAnswer Callback(RestCall call)
    {
        lock (call.State.Gate)
        {
            var interaction = call.State.Interactions.Find(call["interaction_id"]);
            return interaction is null || interaction.Token != call["interaction_token"]
                ? throw call.Refuse(DiscordError.UnknownInteraction())
                : Answering.Take(call, interaction, call.Query.GetValueOrDefault("with_response") == "true");
        }
    }
}
