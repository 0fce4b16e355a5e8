using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Store.Sqlite;

/// <summary>Two stores on one file, as a server and a worker have them.</summary>
public sealed class SharedDatabaseTests : IDisposable
{
    private readonly SqliteFixture _one = new();
    private readonly SqliteDatabase _other;
    private readonly SqliteJobStore[] _stores;

    public SharedDatabaseTests()
    {
        _other = SqliteDatabase.Open(_one.Data, check: false);
        _stores = [_one.Jobs, new SqliteJobStore(_other, TimeProvider.System)];
    }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task One_sees_at_once_what_the_other_wrote()
    {
        var job = await _stores[0].AddAsync(Some.Job(), None);
        var leased = (await _stores[1].LeaseAsync(Some.Worker, None))!;
        await _stores[0].CancelAsync(job.Id, None);

        Assert.Equal(LeaseState.CancelRequested, await _stores[1].HeartbeatAsync(leased.Lease, None));
        Assert.True(await _stores[1].EndCanceledAsync(leased.Lease, None));
        Assert.Equal(JobState.Canceled, (await _stores[0].FindAsync(job.Id, None))!.State);
    }

    [Fact]
    public async Task Every_job_is_made_once_however_many_add_and_take_at_the_same_time()
    {
        const int adders = 4;
        const int each = 25;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var made = new List<string>();
        var adding = Enumerable.Range(0, adders).Select(adder => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await _stores[adder % 2].AddAsync(Some.Job("owner" + adder), limit.Token);
            }
        }));
        var taking = Enumerable.Range(0, 3).Select(worker => Task.Run(async () =>
        {
            while (true)
            {
                var store = _stores[worker % 2];
                if (await store.LeaseAsync("worker" + worker, limit.Token) is { } job)
                {
                    Assert.True(await store.SucceedAsync(job.Lease, [Some.Picture()], limit.Token));
                    lock (made)
                    {
                        made.Add(job.Lease.JobId);
                    }
                }

                lock (made)
                {
                    if (made.Count == adders * each)
                    {
                        return;
                    }
                }

                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }));

        await Task.WhenAll(adding.Concat(taking));

        Assert.Equal(adders * each, made.Distinct().Count());
        Assert.Equal(new QueueCounts(0, 0, adders * each, 0, 0, Paused: false), await _stores[0].CountAsync(None));
        Assert.Equal(adders * each, (await _one.Pictures.TotalsAsync(None)).Count);
    }

    [Fact]
    public async Task A_key_that_is_sent_by_many_at_the_same_time_gives_one_job()
    {
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(async () => (await _stores[i % 2].AddAsync(Some.Job(key: "k"), None)).Id)));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Cancelling_while_a_worker_takes_the_job_ends_it_one_way_or_the_other()
    {
        for (var i = 0; i < 20; i++)
        {
            var job = await _stores[0].AddAsync(Some.Job(), None);
            var cancel = Task.Run(() => _stores[0].CancelAsync(job.Id, None));
            var lease = Task.Run(() => _stores[1].LeaseAsync(Some.Worker, None));
            var seen = (await cancel)!.State;
            var leased = await lease;

            Assert.Equal(seen == JobState.Running, leased is not null);
            if (leased is { } taken)
            {
                Assert.Equal(LeaseState.CancelRequested, await _stores[1].HeartbeatAsync(taken.Lease, None));
                Assert.True(await _stores[1].EndCanceledAsync(taken.Lease, None));
            }

            Assert.Equal(JobState.Canceled, (await _stores[0].FindAsync(job.Id, None))!.State);
        }
    }

    [Fact]
    public async Task Limits_hold_however_many_add_at_the_same_time()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            try
            {
                await _stores[i % 2].AddAsync(Some.Job() with { Limits = new(10, 10) }, None);
                return 1;
            }
            catch (QueueRefusedException exception) when (exception.Reason == QueueRefusal.Full)
            {
                return 0;
            }
        })));

        Assert.Equal(10, added.Sum());
        Assert.Equal(10, (await _stores[1].CountAsync(None)).Waiting);
    }

    public void Dispose()
    {
        _other.Dispose();
        _one.Dispose();
    }
}
