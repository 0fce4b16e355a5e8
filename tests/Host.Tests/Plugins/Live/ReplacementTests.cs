using System.Diagnostics;
using Xunit.Abstractions;

namespace Atelier.Host.Tests.Plugins.Live;

public sealed class ReplacementTests(ITestOutputHelper output)
{
    private const int Rounds = 100;

    [Fact]
    public async Task A_sampler_is_replaced_a_hundred_times_while_jobs_run_and_each_old_one_is_collected()
    {
        await using var live = new LiveFolder();
        var (file, original) = Stamps.Add(live.Folders, 0);
        await live.StartAsync(quiet: 0.2);
        var times = new List<double>();

        for (var version = 1; version <= Rounds; version++)
        {
            // A job is in the middle of its work when the file is written.
            var denoiser = new PatientDenoiser().Hold();
            var job = Task.Factory.StartNew(() => Stamps.Run(live.Plugins, denoiser), TaskCreationOptions.LongRunning);
            await denoiser.Reached.WaitAsync(LiveFolder.Limit);
            File.WriteAllBytes(file, Stamps.With(original, version));
            var clock = Stopwatch.StartNew();

            // Others begin all the while; the first on the new version tells how long it took.
            var young = version;
            await live.UntilAsync(() => Stamps.Run(live.Plugins) == young, () => $"Version {young} is not used");
            times.Add(clock.Elapsed.TotalSeconds);
            Assert.Equal("stamped active, stamped draining", live.States);

            denoiser.GoOn();
            Assert.Equal(version - 1, await job.WaitAsync(LiveFolder.Limit));
            await live.UntilAsync("stamped active");
        }

        // Not the slowest few, since everything else of the tests runs beside this one.
        times.Sort();
        output.WriteLine(
            $"{Rounds} replacements, file written to first job on the new version: median {times[Rounds / 2]:0.000} s, slowest {times[^1]:0.000} s");
        Assert.InRange(times[Rounds * 9 / 10], 0, 1);
        Assert.Equal(0, live.Plugins.Leaked);
    }
}
