using Atelier.Host.Store;

namespace Atelier.Host.Worker.Work;

/// <summary>A job in a worker's hands, and the ways it can end early.</summary>
internal sealed class JobRun : IDisposable
{
    private readonly CancellationTokenSource _canceled = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _either;
    private CancellationTokenSource _skip = new();
    private bool _stopped;

    /// <summary>Takes a job up.</summary>
    /// <param name="stopping">Ends the work so that the job is handed back.</param>
    public JobRun(LeasedJob leased, CancellationToken stopping)
    {
        Leased = leased;
        _either = CancellationTokenSource.CreateLinkedTokenSource(_canceled.Token, _lost.Token, stopping);
    }

    public LeasedJob Leased { get; }

    public Lease Lease => Leased.Lease;

    /// <summary>Ends the generation, for whatever reason.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Its owner or an operator ended it.</summary>
    public bool IsCanceled => _canceled.IsCancellationRequested;

    /// <summary>Somebody else has it.</summary>
    public bool IsLost => _lost.IsCancellationRequested;

    public void Cancel() => _canceled.Cancel();

    public void Lose() => _lost.Cancel();

    /// <summary>Ends the batch that is being made.</summary>
    public void Skip()
    {
        lock (_lock)
        {
            _skip.Cancel();
        }
    }

    /// <summary>Ends the batch that is being made, and is the end of the others too.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _skip.Cancel();
        }
    }

    /// <summary>For the next batch: what <see cref="Skip"/> cancels from now on; null where there is to be none.</summary>
    public CancellationToken? NextBatch()
    {
        lock (_lock)
        {
            if (_stopped)
            {
                return null;
            }

            if (_skip.IsCancellationRequested)
            {
                _skip.Dispose();
                _skip = new CancellationTokenSource();
            }

            return _skip.Token;
        }
    }

    /// <summary>Takes what a heartbeat learned.</summary>
    public void Learn(LeaseState state)
    {
        if (state == LeaseState.Lost)
        {
            Lose();
        }
        else if (state == LeaseState.CancelRequested)
        {
            Cancel();
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _canceled.Dispose();
        _lost.Dispose();
        _skip.Dispose();
    }
}
