using Atelier.Host.Notify;
using Atelier.Host.Queue;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Atelier.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Some = Atelier.Host.Tests.Store.Some;

namespace Atelier.Host.Tests.Queue;

public sealed class LeaseSweeperTests : IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly ManualTime _time = new();
    private readonly JobSignal _signal = new();
    private readonly LeaseSweeper _sweeper;

    public LeaseSweeperTests()
    {
        var server = new ServerOptions { Data = _sqlite.Data.Path, Lease = TimeSpan.FromSeconds(30), Attempts = 2 };
        _sweeper = new LeaseSweeper(_sqlite.Jobs, _signal, server, _time, NullLogger<LeaseSweeper>.Instance);
    }

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_silent_worker_loses_its_job_after_the_lease_and_not_before()
    {
        var raised = 0;
        _signal.Raised += () => raised++;
        var lease = await LeaseAsync();
        await _sweeper.SweepAsync(None);
        _time.Pass(29);
        await _sweeper.SweepAsync(None);
        Assert.Equal(JobState.Running, await StateAsync(lease));

        _time.Pass(1);
        await _sweeper.SweepAsync(None);

        Assert.Equal((JobState.Waiting, 1), (await StateAsync(lease), raised));
        Assert.False(await _sqlite.Jobs.SucceedAsync(lease, [Some.Picture()], None));
    }

    [Fact]
    public async Task A_heartbeat_begins_the_lease_anew()
    {
        var lease = await LeaseAsync();
        for (var i = 0; i < 5; i++)
        {
            await _sweeper.SweepAsync(None);
            _time.Pass(20);
            await _sqlite.Jobs.HeartbeatAsync(lease, None);
        }

        await _sweeper.SweepAsync(None);
        Assert.Equal(JobState.Running, await StateAsync(lease));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task A_clock_that_jumps_ends_no_lease_and_keeps_none(int hours)
    {
        var lease = await LeaseAsync();
        await _sweeper.SweepAsync(None);
        _time.Jump(TimeSpan.FromHours(hours));
        await _sweeper.SweepAsync(None);
        Assert.Equal(JobState.Running, await StateAsync(lease));

        _time.Pass(30);
        await _sweeper.SweepAsync(None);
        Assert.Equal(JobState.Waiting, await StateAsync(lease));
    }

    [Fact]
    public async Task The_next_lease_of_a_job_has_its_own_time_and_the_last_attempt_poisons()
    {
        var first = await LeaseAsync();
        await _sweeper.SweepAsync(None);
        _time.Pass(30);
        await _sweeper.SweepAsync(None);
        var second = (await _sqlite.Jobs.LeaseAsync(Some.Worker, None))!.Lease;
        await _sweeper.SweepAsync(None);
        Assert.Equal(JobState.Running, await StateAsync(second));

        _time.Pass(30);
        await _sweeper.SweepAsync(None);

        Assert.Equal("poisoned", (await _sqlite.Jobs.FindAsync(first.JobId, None))!.Error!.Code);
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        _sqlite.Dispose();
    }

    private async Task<Lease> LeaseAsync()
    {
        await _sqlite.Jobs.AddAsync(Some.Job(), None);
        return (await _sqlite.Jobs.LeaseAsync(Some.Worker, None))!.Lease;
    }

    private async Task<JobState> StateAsync(Lease lease) => (await _sqlite.Jobs.FindAsync(lease.JobId, None))!.State;
}
