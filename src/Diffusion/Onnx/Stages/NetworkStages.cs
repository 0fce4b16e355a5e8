namespace Atelier.Diffusion.Onnx;

/// <summary>
/// Which networks are open, where memory is saved: those of one stage. Whoever runs one closes all others first, so one runs at a time,
/// whoever asks. May be called from any thread.
/// </summary>
/// <param name="mode">Says whether networks come and go at all.</param>
internal sealed class NetworkStages(MemoryMode mode)
{
    private readonly Lock _running = new();
    private volatile IReadOnlyList<StagedSession> _open = [];

    public MemoryMode Mode => mode;

    /// <summary>
    /// A network: opened at once, or where memory is saved when it is first run, and again whenever it was closed meanwhile.
    /// </summary>
    /// <param name="stage">When it is needed.</param>
    /// <param name="bytes">Of its weights, as they are computed with.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="cancellation">Ends opening it at once; later the run's own does.</param>
    public IModelSession Session(Stage stage, long bytes, Func<CancellationToken, IModelSession> open, CancellationToken cancellation) =>
        mode.ByStage ? new StagedSession(this, stage, bytes, open) : open(cancellation);

    /// <summary>Bytes of a model's networks that are open now.</summary>
    public long Held(object model) =>
        _open.Where(session => session.IsOpen && Equals(session.Stage.Model, model)).Sum(session => session.Bytes);

    /// <summary>Closes what is open of a model.</summary>
    public void Leave(object model)
    {
        lock (_running)
        {
            Close(_open.Where(session => Equals(session.Stage.Model, model)));
        }
    }

    /// <summary>Does something with a network while it is the turn of its stage.</summary>
    public T During<T>(StagedSession session, Func<T> action)
    {
        lock (_running)
        {
            Close(_open.Where(other => !other.Stage.IsBeside(session.Stage)));
            if (!_open.Contains(session))
            {
                _open = [.. _open, session];
            }

            return action();
        }
    }

    /// <summary>Closes one.</summary>
    public void Leave(StagedSession session)
    {
        lock (_running)
        {
            Close([session]);
        }
    }

    private void Close(IEnumerable<StagedSession> leaving)
    {
        var closing = leaving.ToList();
        _open = [.. _open.Except(closing)];
        closing.ForEach(session => session.Close());
    }
}
