namespace Atelier.Diffusion.Pipeline;

/// <summary>A model in memory, for lists.</summary>
/// <param name="Name">What requests say to get it.</param>
/// <param name="Bytes">Of the weights that it holds now, as they are computed with.</param>
/// <param name="LastUsed">When a generation last began or ended with it.</param>
/// <param name="InUse">Whether one is running.</param>
public sealed record ModelInMemory(string Name, long Bytes, DateTimeOffset LastUsed, bool InUse);

/// <summary>A model with those who use it: it goes when it is retired and the last has left. Not for several threads at once.</summary>
internal sealed class Residence(LoadedModel model)
{
    private bool _retired;

    public LoadedModel Model { get; } = model;

    public long Bytes => Model.HeldBytes;

    public int Users { get; private set; }

    public DateTimeOffset LastUsed { get; private set; }

    public ModelInMemory Describe() => new(Model.Name, Bytes, LastUsed, Users > 0);

    public void Enter(DateTimeOffset now)
    {
        Users++;
        LastUsed = now;
    }

    public void Exit(DateTimeOffset now)
    {
        Users--;
        LastUsed = now;
        DisposeIfDone();
    }

    public void Retire()
    {
        _retired = true;
        DisposeIfDone();
    }

    private void DisposeIfDone()
    {
        if (_retired && Users == 0)
        {
            Model.Dispose();
        }
    }
}

/// <summary>Somebody uses a model; until this is disposed it stays.</summary>
internal sealed class ModelUse(LoadedModel model, bool isFirst, Action exit) : IDisposable
{
    private Action? _exit = exit;

    public LoadedModel Model { get; } = model;

    /// <summary>Whether it was opened for this.</summary>
    public bool IsFirst => isFirst;

    public void Dispose() => Interlocked.Exchange(ref _exit, null)?.Invoke();
}
