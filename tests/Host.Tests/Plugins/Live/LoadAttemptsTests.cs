using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Live;

namespace Atelier.Host.Tests.Plugins.Live;

public sealed class LoadAttemptsTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-attempts-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void A_content_is_given_up_after_three_processes_ended_over_it_and_another_content_is_not()
    {
        for (var i = 0; i < 3; i++)
        {
            _ = Process().Begin("a");
        }

        Assert.StartsWith("the process ended 3 times", Assert.Throws<PluginException>(() => Process().Begin("a")).Message);
        Process().Begin("b").Dispose();
    }

    [Fact]
    public void One_good_end_clears_it()
    {
        _ = Process().Begin("a");
        _ = Process().Begin("a");
        Process().Begin("a").Dispose();

        Assert.Empty(_home.GetFiles());
    }

    [Fact]
    public void It_is_tried_again_when_some_time_has_gone_by()
    {
        for (var i = 0; i < 3; i++)
        {
            _ = Process().Begin("a");
        }

        File.SetLastWriteTimeUtc(Path.Combine(_home.FullName, "a"), TimeProvider.System.GetUtcNow().UtcDateTime - TimeSpan.FromHours(2));

        Process().Begin("a").Dispose();
    }

    [Fact]
    public async Task One_that_was_there_when_a_process_ended_loads_alone()
    {
        _ = Process().Begin("suspect");
        var attempts = Process();
        using var began = new ManualResetEventSlim();
        var other = attempts.Begin("other");

        var suspect = Task.Factory.StartNew(
            () =>
            {
                using var note = attempts.Begin("suspect");
                began.Set();
            },
            TaskCreationOptions.LongRunning);

        Assert.False(began.Wait(200), "Both load at once.");
        other.Dispose();
        await suspect.WaitAsync(LiveFolder.Limit);
    }

    // Each stands for a process of its own.
    private LoadAttempts Process() => new(_home.FullName, TimeProvider.System);
}
