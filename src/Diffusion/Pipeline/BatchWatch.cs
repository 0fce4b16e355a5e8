using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Where one batch stands: tells the observer of its stages and steps, and measures each stage.</summary>
internal sealed class BatchWatch(ProgressReporter progress, int batch, TimeProvider time)
{
    private readonly StageClock _clock = new(time);
    private readonly Dictionary<string, double> _seconds = [];
    private string? _stage;
    private int _behind;
    private int _ofPass;

    /// <summary>Steps of the passes that come after this one.</summary>
    public int StepsAhead { get; set; }

    /// <summary>A stage begins, and the one before ends. One that is under way goes on.</summary>
    public void Enter(string stage)
    {
        if (stage == _stage)
        {
            return;
        }

        Leave();
        _stage = stage;
        progress.Stage(stage, batch);
    }

    /// <summary>A step of the sampler is done.</summary>
    public void Step(int step, int steps, Latent estimate)
    {
        _ofPass = steps;
        progress.Step(batch, _behind + step, _behind + steps + StepsAhead, estimate);
    }

    /// <summary>The last of the passes follows: its steps are counted on from those that are done.</summary>
    public void NextPass() => (_behind, _ofPass, StepsAhead) = (_behind + _ofPass, 0, 0);

    /// <summary>The last stage ends.</summary>
    /// <param name="runtime">The part of it all that was spent inside the runtime.</param>
    public StageTimings Finish(TimeSpan runtime)
    {
        Leave();
        return new StageTimings(0, Seconds("encode") + Seconds("control"), Seconds("sample"), Seconds("decode"), runtime.TotalSeconds);
    }

    private void Leave()
    {
        var lap = _clock.Lap();
        if (_stage is not null)
        {
            _seconds[_stage] = Seconds(_stage) + lap;
        }
    }

    private double Seconds(string stage) => _seconds.GetValueOrDefault(stage);
}
