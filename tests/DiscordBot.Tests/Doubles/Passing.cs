namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Lets a test's time pass until something has come of it.</summary>
internal static class Passing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Passes time until the work is over.</summary>
    public static async Task UntilAsync(this ManualTime time, Task work, double step = 0.1)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); !work.IsCompleted && TimeProvider.System.GetElapsedTime(begun) < Patience;)
        {
            // What needs no time comes first.
            await Task.WhenAny(work, Task.Delay(1));
            time.Pass(step);
        }

        await work.WaitAsync(Patience);
    }

    public static async Task<T> UntilAsync<T>(this ManualTime time, Task<T> work, double step = 0.1)
    {
        await time.UntilAsync((Task)work, step);
        return await work;
    }

    /// <summary>Passes time until something is so.</summary>
    public static Task UntilAsync(this ManualTime time, Func<bool> isSo, double step = 0.1) => time.UntilAsync(WhenAsync(isSo), step);

    /// <summary>Waits until something is so that comes without time.</summary>
    public static async Task WhenAsync(Func<bool> isSo)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); !isSo(); await Task.Delay(1))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, "it did not come to be so");
        }
    }
}
