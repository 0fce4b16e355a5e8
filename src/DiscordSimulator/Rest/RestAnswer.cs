using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Rest;

/// <param name="Json">Null without a body.</param>
internal sealed record RestAnswer(int Status, JsonNode? Json)
{
    public static RestAnswer NoContent { get; } = new(204, null);

    public static RestAnswer Ok(JsonNode json) => new(200, json);
}
