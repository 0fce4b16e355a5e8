namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary>
/// What callers call their tasks (<c>force_task_id</c>), for those who ask how far they are. The newest thousand are known.
/// </summary>
internal sealed class TaskNames
{
    private const int Most = 1000;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Owner, string Task), string> _jobs = [];
    private readonly Queue<(string Owner, string Task)> _order = [];

    public void Add(string owner, string? task, string job)
    {
        if (string.IsNullOrEmpty(task))
        {
            return;
        }

        lock (_lock)
        {
            if (_jobs.TryAdd((owner, task), job))
            {
                _order.Enqueue((owner, task));
            }

            _jobs[(owner, task)] = job;
            while (_order.Count > Most)
            {
                _jobs.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>The job of a task; null where it is not known.</summary>
    public string? JobOf(string owner, string task)
    {
        lock (_lock)
        {
            return _jobs.GetValueOrDefault((owner, task));
        }
    }

    /// <summary>What the caller called a job; the job's own id where it did not.</summary>
    public string NameOf(string owner, string job)
    {
        lock (_lock)
        {
            return _jobs.FirstOrDefault(pair => pair.Value == job && pair.Key.Owner == owner).Key.Task ?? job;
        }
    }
}
