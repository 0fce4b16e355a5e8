using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Wire;

internal static class ApplicationJson
{
    public static JsonObject Of(Application application, int guilds) => new()
    {
        ["id"] = application.Id,
        ["name"] = application.User.DisplayName,
        ["icon"] = null,
        ["description"] = "Makes pictures from words.",
        ["type"] = null,
        ["bot"] = UserJson.Of(application.User),
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["verify_key"] = application.Key.Public,
        ["flags"] = 0,
        ["flags_new"] = "0",
        ["redirect_uris"] = new JsonArray(),
        ["interactions_endpoint_url"] = application.InteractionsEndpoint?.ToString(),
        ["role_connections_verification_url"] = null,
        ["owner"] = UserJson.Of(application.Owner),
        ["approximate_guild_count"] = guilds,
        ["approximate_user_install_count"] = 0,
        ["approximate_user_authorization_count"] = 0,
        ["explicit_content_filter"] = 0,
        ["team"] = null,
        ["eligible_oauth2_scopes"] = new JsonArray("bot", "applications.commands"),
    };
}
