using System.Text.RegularExpressions;
using Atelier.FrontEnds;
using Atelier.Host.FrontEnds;
using Atelier.Host.Plugins;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.FrontEnds.Doubles;

namespace Atelier.Host.Tests.FrontEnds;

public sealed partial class FrontEndLifeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private readonly PretendFrontEnd _frontEnd = new();
    private readonly CollectedLog _log = new();
    private readonly Hold _hold = new();
    private readonly SemaphoreSlim _changed = new(0);

    [Fact]
    public async Task It_runs_and_tells_what_its_session_says_of_itself_until_it_is_stopped()
    {
        var life = Begin();
        var session = await _frontEnd.NextAsync();
        await UntilAsync(life, "running ");
        Assert.Same(session, life.Session);

        session.Host.Report("connected\nas nobody");
        await UntilAsync(life, "running connected as nobody");

        life.Stop();
        await life.Ended.WaitAsync(Limit);
        Assert.Equal(("stopped", true, 1), (life.Info.State, session.WasStopped, _hold.Disposed));
        Assert.Null(life.Session);
    }

    [Fact]
    public async Task One_that_breaks_is_opened_anew_after_waits_that_grow_and_after_a_long_life_at_once()
    {
        var life = Begin();
        foreach (var wait in (double[])[1, 2, 4, 8])
        {
            var broken = await _frontEnd.NextAsync();
            await UntilAsync(life, "running ");
            broken.Break(new InvalidOperationException("the line\nis dead"));
            await UntilAsync(life, "restarting InvalidOperationException: the line is dead");
            Assert.Contains(_log.Lines, line => line.Contains($"started again in {wait} s", StringComparison.Ordinal));
            await PassAsync(wait);
        }

        var lasting = await _frontEnd.NextAsync();
        await UntilAsync(life, "running ");
        _time.Pass(TimeSpan.FromHours(1));
        lasting.End();
        await UntilAsync(life, "restarting it ended by itself");
        await PassAsync(1);
        await _frontEnd.NextAsync();
        life.Stop();
        await life.Ended.WaitAsync(Limit);
    }

    [Fact]
    public async Task No_wait_is_longer_than_five_minutes()
    {
        _frontEnd.Refusal = new InvalidOperationException("no");
        var life = Begin();
        var waits = new List<double>();
        foreach (var wait in (double[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        {
            waits.Add(wait);
            await UntilAsync(() => Waits().Count() == waits.Count, () => $"{waits.Count} waits were expected");
            Assert.Equal(waits.Select(seconds => $"started again in {seconds} s"), Waits());
            await PassAsync(wait);
        }

        life.Stop();
        await life.Ended.WaitAsync(Limit);
    }

    [Fact]
    public async Task What_only_people_can_mend_leaves_it_failed_with_the_reason()
    {
        _frontEnd.Refusal = new FrontEndException("the token is wrong; give another");
        var life = Begin();

        await UntilAsync(life, "failed the token is wrong; give another");
        _time.Pass(TimeSpan.FromDays(1));
        Assert.False(life.Ended.IsCompleted);
        Assert.Null(life.Session);
        Assert.Single(_log.Errors);

        life.Stop();
        await life.Ended.WaitAsync(Limit);
        Assert.Equal(1, _hold.Disposed);
    }

    [Fact]
    public async Task One_that_does_not_stop_within_ten_seconds_is_given_up()
    {
        _frontEnd.Hangs = true;
        var life = Begin();
        var session = await _frontEnd.NextAsync();
        await session.Runs;

        life.Stop();
        await PassUntilAsync(life.Ended, FrontEndLife.Grace);

        Assert.Equal(1, _hold.Disposed);
        Assert.Contains(_log.Lines, line => line.Contains("given up: it did not stop within 10 s", StringComparison.Ordinal));
        session.End();
    }

    [Fact]
    public async Task The_first_session_waits_for_the_last_of_its_predecessor()
    {
        var former = new TaskCompletionSource();
        var life = Begin(former.Task);
        Assert.Equal("starting", life.Info.State);
        Assert.Empty(_frontEnd.Sessions);

        former.SetResult();
        await _frontEnd.NextAsync();
        life.Stop();
        await life.Ended.WaitAsync(Limit);
    }

    private FrontEndLife Begin(Task? former = null)
    {
        var life = new FrontEndLife(
            _frontEnd, new PluginParts(), _hold, new PretendHosts(_time), _time, _log.CreateLogger(""), () => _changed.Release());
        life.Begin(former ?? Task.CompletedTask);
        return life;
    }

    private IEnumerable<string> Waits() => _log.Lines.SelectMany(line => Wait().Matches(line)).Select(match => match.Value);

    [GeneratedRegex("started again in [0-9]+ s")]
    private static partial Regex Wait();

    private Task UntilAsync(FrontEndLife life, string expected) => UntilAsync(
        () => $"{life.Info.State} {life.Info.Detail}" == expected,
        () => $"expected '{expected}', but it is '{life.Info.State} {life.Info.Detail}'");

    private async Task UntilAsync(Func<bool> condition, Func<string> complaint)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            try
            {
                await _changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail(complaint());
            }
        }
    }

    // Its timer may begin a little after it has said that it waits.
    private async Task PassAsync(double seconds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!_time.Waits)
        {
            await Task.Delay(1, limit.Token);
        }

        _time.Pass(seconds);
    }

    private async Task PassUntilAsync(Task done, TimeSpan step)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!done.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            _time.Pass(step);
            await Task.WhenAny(done, Task.Delay(1, limit.Token));
        }
    }

    private sealed class Hold : IDisposable
    {
        public int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }
}
