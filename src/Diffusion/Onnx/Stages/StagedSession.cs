using Atelier.Networks;

namespace Atelier.Diffusion.Onnx;

/// <summary>A network that is open only while its stage lasts.</summary>
internal sealed class StagedSession(NetworkStages stages, Stage stage, long bytes, Func<CancellationToken, IModelSession> open)
    : IModelSession
{
    private IModelSession? _session;
    private (IReadOnlyList<NetworkPort> Inputs, IReadOnlyList<NetworkPort> Outputs)? _ports;
    private TimeSpan _timeOfClosed;
    private Action? _whenClosed;
    private bool _isDisposed;

    public Stage Stage => stage;

    /// <summary>Of its weights.</summary>
    public long Bytes => bytes;

    public bool IsOpen => _session is not null;

    /// <summary>How often it was opened.</summary>
    public int Openings { get; private set; }

    public IReadOnlyList<NetworkPort> Inputs => Ports().Inputs;

    public IReadOnlyList<NetworkPort> Outputs => Ports().Outputs;

    public TimeSpan TimeInRuntime => _timeOfClosed + (_session?.TimeInRuntime ?? TimeSpan.Zero);

    public IReadOnlyDictionary<string, TensorValue> Run(IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default) =>
        Run(() => inputs, whenClosed: null, cancellation);

    /// <summary>Runs it with what is made for it once its stage has begun.</summary>
    /// <param name="inputs">Makes the inputs: large ones are not there beside another stage's network.</param>
    /// <param name="whenClosed">Lets go what it was made from; called once, when the stage is over.</param>
    /// <param name="cancellation">Ends opening and running early.</param>
    public IReadOnlyDictionary<string, TensorValue> Run(
        Func<IReadOnlyDictionary<string, TensorValue>> inputs, Action? whenClosed, CancellationToken cancellation) => stages.During(this, () =>
        {
            cancellation.ThrowIfCancellationRequested();
            _whenClosed = whenClosed;
            return Opened(cancellation).Run(inputs(), cancellation);
        });

    /// <summary>Closes it, until it is run again.</summary>
    public void Rest() => stages.Leave(this);

    /// <summary>For <see cref="NetworkStages"/>: its stage is over.</summary>
    public void Close()
    {
        _whenClosed?.Invoke();
        _whenClosed = null;
        if (_session is { } session)
        {
            _session = null;
            _timeOfClosed += session.TimeInRuntime;
            session.Dispose();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        stages.Leave(this);
    }

    private IModelSession Opened(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_session is null)
        {
            _session = open(cancellation);
            _ports ??= (_session.Inputs, _session.Outputs);
            Openings++;
        }

        return _session;
    }

    private (IReadOnlyList<NetworkPort> Inputs, IReadOnlyList<NetworkPort> Outputs) Ports() => _ports ?? stages.During(this, () =>
    {
        Opened(CancellationToken.None);
        return _ports!.Value;
    });
}
