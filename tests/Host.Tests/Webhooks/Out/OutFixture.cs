using System.Net;
using Atelier.Host.Net;
using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Store.Sqlite.Webhooks;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Atelier.Host.Webhooks.Out;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Webhooks.Out;

/// <summary>Webhooks over a store of their own, with a clock that a test moves and a receiver on loopback.</summary>
internal sealed class OutFixture : IAsyncDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly JobSignal _jobSignal = new();
    private readonly DeliverySignal _signal;
    private readonly EventFeed _feed;
    private readonly GuardedClient _client;
    private Deliverer? _deliverer;

    private OutFixture(Receiver receiver, WebhookOptions options, string allow, HostLookup? resolve)
    {
        Receiver = receiver;
        var rules = new AddressRules([IPNetwork.Parse(allow)]);
        var body = new MessageBody(null);
        var ids = new Ulids(Time, bytes => bytes.Clear());
        _client = new GuardedClient(rules, plain: new AddressRules([IPNetwork.Parse(allow)]) { Public = false }, resolve);
        _signal = new DeliverySignal(Time);
        _feed = new EventFeed(Jobs, new FakeWorkers(), _jobSignal, Time, _lifetime, NullLogger<EventFeed>.Instance);
        Webhooks = new SqliteWebhookStore(_sqlite.Database);
        Deliveries = new SqliteDeliveryStore(_sqlite.Database, Time);
        Log = new SqliteEventLog(_sqlite.Database, _jobSignal, Time);
        FanOut = new FanOut(_feed, Jobs, Webhooks, Deliveries, body, ids, _signal, NullLogger<FanOut>.Instance);
        Book = new WebhookBook(Webhooks, Deliveries, FanOut, body, rules, ids, _signal, Time);
        Options = options;
    }

    public Receiver Receiver { get; }

    public ManualTime Time { get; } = new();

    public WebhookOptions Options { get; }

    public SqliteJobStore Jobs => _sqlite.Jobs;

    public SqliteWebhookStore Webhooks { get; }

    public SqliteDeliveryStore Deliveries { get; }

    public SqliteEventLog Log { get; }

    public FanOut FanOut { get; }

    public WebhookBook Book { get; }

    public static async Task<OutFixture> StartAsync(
        WebhookOptions? options = null, string allow = "127.0.0.0/8", bool sends = true, HostLookup? resolve = null)
    {
        var fixture = new OutFixture(await Receiver.StartAsync(), options ?? new WebhookOptions(), allow, resolve);
        await fixture._feed.StartAsync(default);
        await fixture.FanOut.StartAsync(default);
        if (sends)
        {
            await fixture.SendAsync();
        }

        return fixture;
    }

    /// <summary>Begins to send.</summary>
    public Task SendAsync()
    {
        _deliverer = new Deliverer(
            Deliveries, new Sender(_client, Options, Time), new AnswerRule(new RetrySchedule(() => 0), Time), _signal, Options, Time,
            NullLogger<Deliverer>.Instance);
        return _deliverer.StartAsync(default);
    }

    /// <summary>A webhook to the receiver.</summary>
    public async Task<Webhook> AddAsync(Uri? url = null, params string[] events) =>
        (await Book.AddAsync(
            new WebhookWish("", (url ?? Receiver.Url).AbsoluteUri, events.Length > 0 ? events : null, null, null), true, "ann", default))!;

    /// <summary>Something happens.</summary>
    public Task TellAsync(string type = "schedule.missed", string data = "{}") => Log.AppendAsync(type, "ann", data, default);

    /// <summary>The newest delivery, as soon as it is as it should be.</summary>
    public async Task<(Delivery Delivery, IReadOnlyList<DeliveryAttempt> Attempts)> SettledAsync(Func<Delivery, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Receiver.Bound);
        while (true)
        {
            var page = await Deliveries.ListAsync(new DeliveryFilter(1), default);
            if (page.Deliveries is [var delivery] && isSo(delivery))
            {
                return (delivery, [.. (await Deliveries.AttemptsAsync([delivery.Id], default))[delivery.Id]]);
            }

            Assert.False(limit.IsCancellationRequested, $"the delivery is {page.Deliveries.FirstOrDefault()}");
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_deliverer is not null)
        {
            await _deliverer.StopAsync(default);
            _deliverer.Dispose();
        }

        await FanOut.StopAsync(default);
        FanOut.Dispose();
        await _feed.StopAsync(default);
        _feed.Dispose();
        _client.Dispose();
        _lifetime.Dispose();
        await Receiver.DisposeAsync();
        _sqlite.Dispose();
    }
}
