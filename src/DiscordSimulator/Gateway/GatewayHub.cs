using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Messages;
using Atelier.DiscordSimulator.Rest.Routes;
using Atelier.DiscordSimulator.Wire;

namespace Atelier.DiscordSimulator.Gateway;

/// <summary>All sessions and connections. Called while the gate is held, but for what tests call.</summary>
internal sealed class GatewayHub(DiscordState state)
{
    private const long GuildsIntent = 1;
    private const long GuildMessagesIntent = 1 << 9;
    private const long DirectMessagesIntent = 1 << 12;

    private readonly Dictionary<string, GatewaySession> _sessions = [];
    private readonly List<GatewayConnection> _connections = [];

    /// <summary>How often a bot has identified itself.</summary>
    public int Identifies { get; private set; }

    /// <summary>How often a bot has resumed a session.</summary>
    public int Resumes { get; private set; }

    public bool IsConnected => _sessions.Values.Any(session => session.Connection is not null);

    public void Add(GatewayConnection connection)
    {
        _connections.Add(connection);
        state.Changes.Pulse();
    }

    public void Remove(GatewayConnection connection, bool endsSession)
    {
        _connections.Remove(connection);
        foreach (var session in _sessions.Values.Where(session => session.Connection == connection).ToArray())
        {
            session.Connection = null;
            if (endsSession)
            {
                _sessions.Remove(session.Id);
            }
        }

        state.Changes.Pulse();
    }

    public GatewaySession Identify(GatewayConnection connection, long intents)
    {
        Identifies++;
        var session = new GatewaySession(Guid.NewGuid().ToString("N"), intents) { Connection = connection };
        _sessions[session.Id] = session;
        session.Tell("READY", Ready(session));
        if ((intents & GuildsIntent) != 0)
        {
            foreach (var guild in state.Guilds)
            {
                session.Tell("GUILD_CREATE", GuildJson.Event(guild));
            }
        }

        state.Changes.Pulse();
        return session;
    }

    /// <returns>Null where there is no such session any more.</returns>
    public GatewaySession? Resume(GatewayConnection connection, string id, long sequence)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            return null;
        }

        Resumes++;
        var missed = session.After(sequence).ToArray();
        session.Connection = connection;
        foreach (var told in missed)
        {
            connection.Send(told.Frame);
        }

        session.Tell("RESUMED", new JsonObject());
        state.Changes.Pulse();
        return session;
    }

    /// <summary>Tells every session.</summary>
    /// <param name="intent">Only those that asked for this; 0 tells all.</param>
    public void Tell(string type, JsonObject data, long intent = 0)
    {
        foreach (var session in _sessions.Values.Where(session => intent == 0 || (session.Intents & intent) != 0))
        {
            session.Tell(type, data.DeepClone());
        }
    }

    public void Tell(MessageEvent change)
    {
        if (change.Message.IsEphemeral)
        {
            return;
        }

        var intent = change.Message.Channel.Guild is null ? DirectMessagesIntent : GuildMessagesIntent;
        var data = change.Kind == MessageEventKind.Deleted
            ? new JsonObject { ["id"] = change.Message.Id, ["channel_id"] = change.Message.Channel.Id }
            : MessageJson.Of(change.Message, state);
        if (change.Message.Channel.Guild is { } guild)
        {
            data["guild_id"] = guild.Id;
        }

        var type = change.Kind switch { MessageEventKind.Created =>
            "MESSAGE_CREATE", MessageEventKind.Changed => "MESSAGE_UPDATE", _ => "MESSAGE_DELETE" };
        Tell(type, data, intent);
    }

    /// <summary>Cuts every connection, without a word.</summary>
    public void Drop() => ForEach(connection => connection.Abort());

    public void Close(int code) => ForEach(connection => connection.Close(code));

    /// <summary>Asks every bot to connect anew and resume.</summary>
    public void AskReconnect() =>
        ForEach(connection => connection.Send(new JsonObject { ["op"] = Operation.Reconnect, ["d"] = null }.ToJsonString()));

    /// <summary>Asks for a heartbeat now.</summary>
    public void AskHeartbeat() =>
        ForEach(connection => connection.Send(new JsonObject { ["op"] = Operation.Heartbeat, ["d"] = null }.ToJsonString()));

    /// <summary>Says that sessions are invalid.</summary>
    /// <param name="resumable">Whether they may be resumed all the same; otherwise they are forgotten.</param>
    public void Invalidate(bool resumable)
    {
        lock (state.Gate)
        {
            if (!resumable)
            {
                _sessions.Clear();
            }
        }

        ForEach(connection => connection.Send(new JsonObject { ["op"] = Operation.InvalidSession, ["d"] = resumable }.ToJsonString()));
    }

    /// <summary>Forgets every session, so that none can be resumed.</summary>
    public void Forget()
    {
        lock (state.Gate)
        {
            _sessions.Clear();
        }
    }

    private void ForEach(Action<GatewayConnection> work)
    {
        GatewayConnection[] connections;
        lock (state.Gate)
        {
            connections = [.. _connections];
        }

        Array.ForEach(connections, work);
    }

    private JsonObject Ready(GatewaySession session) => new()
    {
        ["v"] = 10,
        ["user"] = UserJson.OfSelf(state.Application.User),
        ["guilds"] = new JsonArray([.. state.Guilds.Select(guild => new JsonObject { ["id"] = guild.Id, ["unavailable"] = true })]),
        ["session_id"] = session.Id,
        ["session_type"] = "normal",
        ["resume_gateway_url"] = $"{ApplicationRoutes.GatewayAddress(state)}/resume",
        ["application"] = new JsonObject { ["id"] = state.Application.Id, ["flags"] = 0 },
    };
}
