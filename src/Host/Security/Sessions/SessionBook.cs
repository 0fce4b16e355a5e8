using System.Security.Cryptography;
using System.Text.Json;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Store;

namespace Atelier.Host.Security.Sessions;

/// <summary>Who is signed in. Kept in a file of the data folder, so that a restart signs nobody out.</summary>
internal sealed partial class SessionBook
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int Most = 1000;
    private const int TokenDigits = 64;

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionBook> _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session> _sessions;

    public SessionBook(ServerOptions server, TimeProvider time, ILogger<SessionBook> logger)
    {
        _file = Path.Combine(server.Data, "sessions.json");
        _time = time;
        _logger = logger;
        _sessions = Read().ToDictionary(session => session.Token);
    }

    /// <summary>Begins a session.</summary>
    /// <param name="keyHash">Of the key that signs in.</param>
    /// <returns>What the cookie says.</returns>
    public string Begin(string keyHash)
    {
        var token = RandomNumberGenerator.GetHexString(TokenDigits, lowercase: true);
        lock (_gate)
        {
            foreach (var old in Superfluous().ToList())
            {
                _sessions.Remove(old.Token);
            }

            var session = new Session(ApiKey.Hash(token), keyHash, _time.GetUtcNow() + Lifetime);
            _sessions.Add(session.Token, session);
            Write();
        }

        return token;
    }

    /// <summary>The hash of the key behind a cookie; null where it is none of ours, or over.</summary>
    public string? KeyOf(string token)
    {
        lock (_gate)
        {
            return _sessions.GetValueOrDefault(ApiKey.Hash(token)) is { } session && session.EndsAt > _time.GetUtcNow()
                ? session.Key
                : null;
        }
    }

    public void End(string token)
    {
        lock (_gate)
        {
            if (_sessions.Remove(ApiKey.Hash(token)))
            {
                Write();
            }
        }
    }

    private IEnumerable<Session> Superfluous()
    {
        var now = _time.GetUtcNow();
        var live = _sessions.Values.Where(session => session.EndsAt > now).OrderByDescending(session => session.EndsAt).Take(Most - 1)
            .ToHashSet();
        return _sessions.Values.Where(session => !live.Contains(session));
    }

    private Session[] Read()
    {
        try
        {
            return File.Exists(_file) ? JsonSerializer.Deserialize<Session[]>(File.ReadAllBytes(_file)) ?? [] : [];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            LogLost(exception);
            return [];
        }
    }

    // A session that cannot be kept still holds until the server ends.
    private void Write()
    {
        try
        {
            WholeFile.Write(_file, JsonSerializer.SerializeToUtf8Bytes(_sessions.Values));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotKept(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sessions cannot be read; everyone signs in again")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The sessions cannot be written; they end with the server")]
    private partial void LogNotKept(Exception exception);
}
