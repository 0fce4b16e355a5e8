namespace Atelier.Host.Worker.Supervise;

/// <summary>Models that crash the engine. One that has worked through a job since starts from nothing.</summary>
internal sealed class Quarantine
{
    private const int Most = 2;

    private readonly Dictionary<string, int> _crashes = [];
    private readonly Dictionary<string, string> _setAside = [];
    private readonly Lock _lock = new();

    /// <summary>The models that are set aside, with the reasons.</summary>
    public IReadOnlyDictionary<string, string> SetAside
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, string>(_setAside);
            }
        }
    }

    /// <summary>The engine crashed under a model.</summary>
    /// <returns>Whether that sets it aside.</returns>
    public bool Crashed(string model, string reason)
    {
        lock (_lock)
        {
            var crashes = _crashes[model] = _crashes.GetValueOrDefault(model) + 1;
            return crashes >= Most && _setAside.TryAdd(model, $"{reason}, {crashes} times");
        }
    }

    /// <summary>A job was made with a model.</summary>
    public void Worked(string model)
    {
        lock (_lock)
        {
            _crashes.Remove(model);
        }
    }

    /// <summary>An operator wants to try again.</summary>
    /// <returns>Whether it was set aside.</returns>
    public bool Release(string model)
    {
        lock (_lock)
        {
            _crashes.Remove(model);
            return _setAside.Remove(model);
        }
    }
}
