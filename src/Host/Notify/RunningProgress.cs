using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Notify;

/// <summary>How far each running job is. What a worker still says of a job whose end is known already is not heard.</summary>
internal sealed class RunningProgress
{
    private const int MostOver = 1000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobProgress> _progress = [];
    private readonly HashSet<string> _over = [];
    private readonly Queue<string> _overInOrder = [];

    public JobProgress? Of(string jobId)
    {
        lock (_lock)
        {
            return _progress.GetValueOrDefault(jobId);
        }
    }

    /// <returns>Whether it is worth telling.</returns>
    public bool Moved(string jobId, JobProgress progress)
    {
        lock (_lock)
        {
            if (_over.Contains(jobId))
            {
                return false;
            }

            _progress[jobId] = progress.Preview is null && _progress.TryGetValue(jobId, out var last)
                ? progress with { Preview = last.Preview }
                : progress;
            return true;
        }
    }

    /// <returns>Whether the job runs no more.</returns>
    public bool Hear(StoredEvent happened)
    {
        lock (_lock)
        {
            if (happened.Type == StoredEvent.TypeOf(JobState.Running))
            {
                return false;
            }

            _progress.Remove(happened.JobId);
            if (happened.Type != StoredEvent.TypeOf(JobState.Waiting) && _over.Add(happened.JobId))
            {
                _overInOrder.Enqueue(happened.JobId);
                if (_overInOrder.Count > MostOver)
                {
                    _over.Remove(_overInOrder.Dequeue());
                }
            }

            return true;
        }
    }
}
