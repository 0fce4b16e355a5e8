using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Supervise;

/// <summary>Starts workers.</summary>
internal interface IWorkerLauncher
{
    /// <summary>Starts one; what goes wrong with it shows in <see cref="IWorkerProcess.Ended"/>.</summary>
    Task<IWorkerProcess> LaunchAsync(CancellationToken cancellation);
}

/// <summary>A worker that was started.</summary>
internal interface IWorkerProcess : IAsyncDisposable
{
    ILink Link { get; }

    /// <summary>Completes when it has ended.</summary>
    Task<WorkerExit> Ended { get; }

    /// <summary>Bytes resident.</summary>
    long Memory { get; }

    /// <summary>Ends it at once, where that is possible.</summary>
    void Kill();
}

/// <summary>How a worker ended.</summary>
/// <param name="IsClean">Whether it ended as it should.</param>
/// <param name="Reason">For a job's error: one line, without paths.</param>
/// <param name="Detail">For operators: the same with what it last said.</param>
/// <param name="IsEngineFault">Whether native code or want of memory ended it, and so the model is to blame rather than a plugin.</param>
internal sealed record WorkerExit(bool IsClean, string Reason, string Detail, bool IsEngineFault);
