using System.Collections.Concurrent;
using System.Threading.Channels;
using Atelier.Host.Store;

namespace Atelier.Host.Security;

/// <summary>Notes which keys are used, from where, and which were wrong: beside the requests, none of which waits for it.</summary>
internal sealed partial class KeyUse(IKeyStore store, AuditLog audit, TimeProvider time, ILogger<KeyUse> logger) : BackgroundService
{
    private const int MostWaiting = 1000;
    private const int MostPlaces = 10_000;
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _touched = new();
    private readonly ConcurrentDictionary<(string Key, string Address), bool> _places = new();
    private readonly Channel<Func<CancellationToken, Task>> _waiting = Channel.CreateBounded<Func<CancellationToken, Task>>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Used(StoredKey key, string address)
    {
        var now = time.GetUtcNow();
        if (!_touched.TryGetValue(key.Id, out var last) || now - last >= TouchEvery)
        {
            _touched[key.Id] = now;
            _waiting.Writer.TryWrite(cancellation => store.TouchAsync(key.Id, now, cancellation));
        }

        if (_places.Count < MostPlaces && _places.TryAdd((key.Id, address), true))
        {
            _waiting.Writer.TryWrite(cancellation => audit.WriteAsync(key.Name, "key.use", $"from {address}", cancellation));
        }
    }

    public void Failed(string address) =>
        _waiting.Writer.TryWrite(
            cancellation => audit.WriteAsync(AuditLog.System, "key.refused", $"a wrong key from {address}", cancellation));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var note in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await note(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogLost(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The use of a key could not be noted")]
    private partial void LogLost(Exception exception);
}
