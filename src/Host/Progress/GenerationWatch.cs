using Atelier.Generation;

namespace Atelier.Host.Progress;

/// <summary>
/// Turns what the engine reports into what people want to know: the stage, steps done of all, steps a second, the time left.
/// </summary>
internal sealed class GenerationWatch(TimeProvider time, StageTimes times) : IGenerationObserver
{
    private GenerationProgress? _last;
    private long _stepsSince;
    private TimeSpan _stepping;

    /// <summary>What is being done: <c>load</c>, <c>encode</c>, <c>sample</c>, <c>decode</c>; empty before the first.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>Steps done, over all batches.</summary>
    public int Done { get; private set; }

    /// <summary>Steps in all; 0 until the first is done.</summary>
    public int Total { get; private set; }

    /// <summary>0 until the first step is done.</summary>
    public double StepsPerSecond => _stepping > TimeSpan.Zero ? Done / _stepping.TotalSeconds : 0;

    /// <summary>Null until the first step is done.</summary>
    public TimeSpan? Remaining => StepsPerSecond > 0 ? TimeSpan.FromSeconds((Total - Done) / StepsPerSecond) : null;

    public void OnProgress(GenerationProgress progress)
    {
        if (progress.Stage != _last?.Stage || progress.Batch != _last.Batch)
        {
            times.Enter(progress.Stage);
            Stage = progress.Stage;
        }

        if (progress.Stage == "sample")
        {
            // Only time between steps counts: decoding and saving lie between batches.
            var now = time.GetTimestamp();
            _stepping += progress.Step > 0 ? time.GetElapsedTime(_stepsSince, now) : TimeSpan.Zero;
            _stepsSince = now;
        }

        if (progress.Steps > 0)
        {
            Done = (progress.Batch * progress.Steps) + progress.Step;
            Total = progress.Batches * progress.Steps;
        }

        _last = progress;
    }
}
