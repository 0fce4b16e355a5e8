using System.Text.Json.Nodes;

namespace Atelier.DiscordSimulator.Gateway;

/// <summary>What a bot began by identifying itself. It outlives connections: what happens meanwhile is told when it resumes.</summary>
internal sealed class GatewaySession(string id, long intents)
{
    private readonly List<GatewayEvent> _events = [];

    public string Id => id;

    public long Intents => intents;

    public long Sequence => _events.Count;

    /// <summary>Who hears it now; null between two connections.</summary>
    public GatewayConnection? Connection { get; set; }

    public void Tell(string type, JsonNode data)
    {
        var frame = new JsonObject { ["op"] = Operation.Dispatch, ["s"] = Sequence + 1, ["t"] = type, ["d"] = data }.ToJsonString();
        var told = new GatewayEvent(Sequence + 1, frame);
        _events.Add(told);
        Connection?.Send(told.Frame);
    }

    /// <summary>What was told after an event.</summary>
    public IEnumerable<GatewayEvent> After(long sequence) => _events.Where(told => told.Sequence > sequence);
}
