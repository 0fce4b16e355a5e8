using Atelier.Generation;
using Atelier.Host.Progress;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Progress;

public sealed class GenerationWatchTests
{
    private readonly ManualTime _time = new();
    private readonly StageTimes _times;
    private readonly GenerationWatch _watch;

    public GenerationWatchTests()
    {
        _times = new StageTimes(_time);
        _watch = new GenerationWatch(_time, _times);
    }

    [Fact]
    public void The_rate_and_the_time_left_are_those_of_the_steps_alone()
    {
        Batch(0, stepSeconds: 0.5);

        Assert.Equal((4, 8), (_watch.Done, _watch.Total));
        Assert.Equal(2, _watch.StepsPerSecond, 6);
        Assert.Equal(2, _watch.Remaining!.Value.TotalSeconds, 6);

        _time.Pass(100);
        Batch(1, stepSeconds: 0.5);

        Assert.Equal((8, 8), (_watch.Done, _watch.Total));
        Assert.Equal(2, _watch.StepsPerSecond, 6);
        Assert.Equal(TimeSpan.Zero, _watch.Remaining);
    }

    [Fact]
    public void Before_the_first_step_nothing_is_promised()
    {
        Report("load", 0, 0, 0);
        Report("sample", 0, 4, 0);
        _time.Pass(3);

        Assert.Equal(("sample", 0, null), (_watch.Stage, _watch.StepsPerSecond, _watch.Remaining));
    }

    [Fact]
    public void The_times_of_a_stage_add_up_over_batches()
    {
        Batch(0, stepSeconds: 1);
        Batch(1, stepSeconds: 1);
        _times.Leave();

        Assert.Equal([("encode", 2.0), ("sample", 8.0)], _times.All.Select(stage => (stage.Stage, stage.Time.TotalSeconds)));
    }

    private void Batch(int batch, double stepSeconds)
    {
        Report("encode", 0, 0, batch);
        _time.Pass(1);
        for (var step = 0; step <= 4; step++)
        {
            _time.Pass(step == 0 ? 0 : stepSeconds);
            Report("sample", step, 4, batch);
        }
    }

    private void Report(string stage, int step, int steps, int batch) =>
        _watch.OnProgress(new GenerationProgress(stage, step, steps, batch, 2));
}
