namespace Atelier.Host.Progress;

/// <summary>How long each stage took, over all batches.</summary>
internal sealed class StageTimes(TimeProvider time)
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, TimeSpan> _times = [];
    private string? _stage;
    private long _since;

    /// <summary>Stages in the order they first came.</summary>
    public IEnumerable<(string Stage, TimeSpan Time)> All => _order.Select(stage => (stage, _times[stage]));

    /// <summary>The time of a stage; zero where it never came.</summary>
    public TimeSpan Of(string stage) => _times.GetValueOrDefault(stage);

    /// <summary>A stage begins, and the one before ends.</summary>
    public void Enter(string stage)
    {
        Leave();
        _stage = stage;
        _since = time.GetTimestamp();
        if (_times.TryAdd(stage, TimeSpan.Zero))
        {
            _order.Add(stage);
        }
    }

    /// <summary>The stage ends.</summary>
    public void Leave()
    {
        if (_stage is not null)
        {
            _times[_stage] += time.GetElapsedTime(_since);
            _stage = null;
        }
    }
}
