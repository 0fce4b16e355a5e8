using Atelier.Jobs;

namespace Atelier.Host.Webhooks.Out;

/// <summary>
/// Sends what is due. Each host has a lane with few places, so that a slow one holds up nobody else; what a delivery became is written
/// after its call, so that one whose server ended meanwhile is sent again with the same id.
/// </summary>
internal sealed partial class Deliverer(
    IDeliveryStore store, Sender sender, AnswerRule rule, DeliverySignal signal, WebhookOptions options, TimeProvider time,
    ILogger<Deliverer> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Lane, Task Sending)> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Look;
            try
            {
                wait = await StartDueAsync(stoppingToken);
            }
            catch (QueueRefusedException exception)
            {
                Failed(exception.Message);
                wait = Pause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }

            await signal.WaitAsync(wait, stoppingToken);
        }

        await Task.WhenAll(Running().Select(one => one.Sending));
    }

    // Returns how long there is nothing else.
    private async Task<TimeSpan> StartDueAsync(CancellationToken cancellation)
    {
        var running = Running();
        if (running.Count >= options.Most)
        {
            return Look;
        }

        var busy = running.CountBy(one => one.Lane).Where(lane => lane.Value >= options.PerLane).Select(lane => lane.Key).ToList();
        var now = time.GetUtcNow();
        var due = await store.DueAsync(
            new DueQuery(now, options.PerLane, options.Most - running.Count, busy, [.. running.Select(one => one.Id)]), cancellation);
        var started = due.Deliveries.Count(one => Start(one, cancellation));
        return started > 0 && started == due.Deliveries.Count ? TimeSpan.Zero
            : due.Next is { } next && next - now < Look ? next - now
            : Look;
    }

    private bool Start(DueDelivery due, CancellationToken cancellation)
    {
        var lane = due.Webhook.Url.Authority;
        lock (_lock)
        {
            if (_running.Values.Count(one => one.Lane == lane) >= options.PerLane)
            {
                return false;
            }

            _running[due.Delivery.Id] = (lane, SendAsync(due, cancellation));
            return true;
        }
    }

    private async Task SendAsync(DueDelivery due, CancellationToken cancellation)
    {
        // Not under the lock that it is started under.
        await Task.Yield();
        try
        {
            var call = await sender.SendAsync(due.Delivery, due.Webhook, cancellation);
            var verdict = rule.Of(due, call);
            await store.SettleAsync(due.Delivery.Id, call.Attempt, verdict, CancellationToken.None);
            Say(due, call, verdict);
        }
        catch (QueueRefusedException exception)
        {
            // It will be sent again, with the same id: not at once.
            Failed(exception.Message);
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        finally
        {
            lock (_lock)
            {
                _running.Remove(due.Delivery.Id);
            }

            signal.Raise();
        }
    }

    private List<(string Id, string Lane, Task Sending)> Running()
    {
        lock (_lock)
        {
            return [.. _running.Select(one => (one.Key, one.Value.Lane, one.Value.Sending))];
        }
    }

    // The host alone: there are receivers whose address is their secret.
    private void Say(DueDelivery due, Call call, DeliveryVerdict verdict)
    {
        var host = due.Webhook.Url.Host;
        if (verdict.State == DeliveryState.Delivered)
        {
            Delivered(due.Delivery.Type, host, due.Delivery.Id);
        }
        else
        {
            NotDelivered(due.Delivery.Type, host, due.Delivery.Id, call.Attempt.Error ?? $"it answered {call.Attempt.Status}");
        }

        if (verdict.Disabled is { } reason)
        {
            Disabled(due.Webhook.Id, host, reason);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Told {Host} of {Type} ({Id})")]
    private partial void Delivered(string type, string host, string id);

    [LoggerMessage(LogLevel.Information, "{Host} could not be told of {Type} ({Id}): {Reason}")]
    private partial void NotDelivered(string type, string host, string id, string reason);

    [LoggerMessage(LogLevel.Warning, "Webhook {Id} to {Host} is not called any more: {Reason}")]
    private partial void Disabled(string id, string host, string reason);

    [LoggerMessage(LogLevel.Warning, "Deliveries cannot be read or written now, and will be: {Reason}")]
    private partial void Failed(string reason);
}
