using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atelier.DiscordBot.Client.Rest;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>
/// The session with Discord, kept so that the next run of the bot goes on with it and is told what it missed. An older sequence does no
/// harm: what was taken already comes again, and is not taken twice.
/// </summary>
/// <param name="bot">Whose sessions these are: one of another bot, or of a Discord elsewhere, is left alone.</param>
internal sealed class GatewayMemory(IFrontEndStore store, string bot)
{
    private const string Key = "gateway/session";

    private readonly Lock _lock = new();
    private GatewaySession? _session;
    private GatewaySession? _saved;
    private TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a session has begun since the last was saved.</summary>
    public Task Begun
    {
        get
        {
            lock (_lock)
            {
                return _begun.Task;
            }
        }
    }

    public GatewaySession? Session
    {
        get
        {
            lock (_lock)
            {
                return _session;
            }
        }
    }

    /// <summary>Which bot, of which Discord: nothing from which the token could be found.</summary>
    public static string BotOf(Uri address, string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{token}")));

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var text = await store.GetAsync(Key, cancellation);
        var session = text is null ? null : Read(text);
        lock (_lock)
        {
            _saved = session;
            _session = session?.Bot == bot ? session : null;
        }
    }

    public void Begin(string id, string url, int guilds, long? sequence)
    {
        lock (_lock)
        {
            _session = new GatewaySession(bot, id, url, sequence, guilds);
            _begun.TrySetResult();
        }
    }

    public void Advance(long sequence)
    {
        lock (_lock)
        {
            _session = _session is null ? null : _session with { Sequence = sequence };
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            _session = null;
        }
    }

    /// <summary>Writes what has changed.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        GatewaySession? session;
        lock (_lock)
        {
            session = _session;
            _begun = _begun.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _begun;
        }

        if (session == _saved)
        {
            return;
        }

        if (session is null)
        {
            await store.RemoveAsync(Key, cancellation);
        }
        else
        {
            await store.SetAsync(Key, JsonSerializer.Serialize(session, DiscordJson.Default.GatewaySession), null, cancellation);
        }

        _saved = session;
    }

    private static GatewaySession? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DiscordJson.Default.GatewaySession);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
