namespace Atelier.Host.Tests.Plugins.Live;

/// <summary>A clock that stands until a test moves it; timers ring as ever. It tells when it is read.</summary>
internal sealed class StandingClock : TimeProvider
{
    private readonly SemaphoreSlim _reads = new(0);
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        _reads.Release();
        return Interlocked.Read(ref _now);
    }

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);

    /// <summary>Waits until it is read so many times from now on.</summary>
    public async Task ReadAsync(int times)
    {
        while (_reads.Wait(0))
        {
        }

        for (var i = 0; i < times; i++)
        {
            Assert.True(await _reads.WaitAsync(LiveFolder.Limit), "Nobody reads the clock");
        }
    }
}
