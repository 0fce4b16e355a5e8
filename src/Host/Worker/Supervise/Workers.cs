using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Supervise;

/// <summary>What the rest of the server sees of its worker, whichever run of it is going on.</summary>
internal sealed class Workers(Quarantine quarantine, TimeProvider time) : IWorkers
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<WorkerConnection> _connected = NewSource<WorkerConnection>();
    private readonly TaskCompletionSource<Inventory> _firstInventory = NewSource<Inventory>();
    private WorkerConnection? _connection;
    private string? _lastExit;
    private int _restarts;
    private bool _stopped;

    public event Action<WorkerNews>? News;

    public Inventory? Inventory { get; private set; }

    public IReadOnlyList<WorkerStatus> Status
    {
        get
        {
            lock (_lock)
            {
                var connection = _connection;
                var state = _stopped ? "stopped"
                    : connection is null ? (_restarts > 0 ? "restarting" : "starting")
                    : !connection.IsReady ? "starting"
                    : connection.JobId is null ? "idle" : "working";
                return
                [
                    new WorkerStatus(
                        connection?.Id ?? "", state, connection?.JobId, _restarts, _lastExit, connection?.Process.Memory ?? 0,
                        connection?.Models ?? [], quarantine.SetAside),
                ];
            }
        }
    }

    public Task<Inventory> InventoryAsync(CancellationToken cancellation) => _firstInventory.Task.WaitAsync(cancellation);

    public void Wake() => _connection?.Post(new LinkMessage.Wake());

    public void Interrupt(string jobId, Interruption interruption) => _connection?.Post(new LinkMessage.Interrupt(jobId, interruption));

    public void Look() => _connection?.Post(new LinkMessage.Look());

    public async Task<TAnswer> AskAsync<TAnswer>(WorkerQuestion<TAnswer> question, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(question.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        Forgive(question switch { LoadQuestion load => load.Model, UnloadQuestion unload => unload.Model, _ => null });
        try
        {
            var connection = await _connected.Task.WaitAsync(either.Token);
            return await connection.AskAsync(question, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkerUnavailableException("the engine did not answer in time; look at its state under status");
        }
    }

    /// <summary>A new worker was started.</summary>
    public void Begin(WorkerConnection connection)
    {
        lock (_lock)
        {
            _connection = connection;
        }

        News?.Invoke(new WorkerNews.StatusChanged());
    }

    /// <summary>The worker said something.</summary>
    public void Hear(WorkerConnection connection, LinkMessage message)
    {
        connection.Hear(message);
        switch (message)
        {
            case LinkMessage.Has has:
                Inventory = has.Inventory;
                _firstInventory.TrySetResult(has.Inventory);
                _connected.TrySetResult(connection);
                News?.Invoke(new WorkerNews.InventoryChanged());
                News?.Invoke(new WorkerNews.StatusChanged());
                break;
            case LinkMessage.Took:
                News?.Invoke(new WorkerNews.JobsChanged());
                News?.Invoke(new WorkerNews.StatusChanged());
                break;
            case LinkMessage.Settled settled:
                if (settled.Model is { } model)
                {
                    quarantine.Worked(model);
                }

                News?.Invoke(new WorkerNews.JobsChanged());
                News?.Invoke(new WorkerNews.StatusChanged());
                break;
            case LinkMessage.Moved moved:
                News?.Invoke(new WorkerNews.Progressed(moved.JobId, moved.Progress));
                break;
            case LinkMessage.Sampled sampled:
                News?.Invoke(new WorkerNews.Sampled(sampled.Sampler, sampled.OwnTime));
                break;
            case LinkMessage.Holds:
                News?.Invoke(new WorkerNews.StatusChanged());
                break;
        }
    }

    /// <summary>The worker is gone.</summary>
    /// <param name="stopped">Whether none follows.</param>
    public void End(WorkerConnection connection, WorkerExit exit, bool stopped)
    {
        lock (_lock)
        {
            _connection = null;
            _stopped = stopped;
            _connected = _connected.Task.IsCompleted ? NewSource<WorkerConnection>() : _connected;
            if (!stopped)
            {
                _restarts++;
                _lastExit = exit.Detail;
            }
        }

        connection.Close();
        News?.Invoke(new WorkerNews.JobsChanged());
        News?.Invoke(new WorkerNews.StatusChanged());
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // An operator who loads or unloads a model that was set aside wants it tried again.
    private void Forgive(string? model)
    {
        if (model is not null && quarantine.Release(model))
        {
            _connection?.Post(new LinkMessage.KeepOff(quarantine.SetAside));
            News?.Invoke(new WorkerNews.StatusChanged());
        }
    }
}
