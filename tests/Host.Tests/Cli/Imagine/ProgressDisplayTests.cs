using Atelier.Generation;
using Atelier.Host.Cli.Imagine;
using Atelier.Host.Progress;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Cli.Imagine;

public sealed class ProgressDisplayTests
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _output = new();

    [Fact]
    public void Plain_progress_says_how_far_it_is_every_five_seconds_and_at_the_end()
    {
        new PlainProgress(Watch(), _output, _time).Run(observer => Sample(observer, steps: 8, secondsPerStep: 2));

        Assert.Equal(
            """
            sample
            sample 3/8, 0.50 it/s, 10 s left
            sample 6/8, 0.50 it/s, 4 s left
            sample 8/8, 0.50 it/s, 0 s left

            """,
            _output.ToString());
    }

    [Fact]
    public void Live_progress_runs_the_work_and_hands_its_errors_on()
    {
        var watch = Watch();

        Assert.Throws<TimeoutException>(() => new LiveProgress(watch, _output).Run(observer =>
        {
            Sample(observer, steps: 3, secondsPerStep: 1);
            throw new TimeoutException();
        }));

        Assert.Equal((3, 3), (watch.Done, watch.Total));
    }

    private GenerationWatch Watch() => new(_time, new StageTimes(_time));

    private void Sample(IGenerationObserver observer, int steps, double secondsPerStep)
    {
        observer.OnProgress(new GenerationProgress("sample", 0, steps, 0, 1));
        for (var step = 1; step <= steps; step++)
        {
            _time.Pass(secondsPerStep);
            observer.OnProgress(new GenerationProgress("sample", step, steps, 0, 1));
        }
    }
}
