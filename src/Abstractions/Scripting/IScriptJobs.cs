using Atelier.Generation;

namespace Atelier.Scripting;

/// <summary>Generations on the server.</summary>
public interface IScriptJobs
{
    /// <summary>Queues a job and returns at once.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="priority">Higher goes first: −10 to 10; above 0 for operators.</param>
    /// <param name="idempotencyKey">The same key gives the same job, however often it is sent.</param>
    /// <exception cref="ScriptException">The server refused it; its field says which part of the request.</exception>
    Task<ScriptJob> SubmitAsync(GenerationRequest request, int priority = 0, string? idempotencyKey = null);

    /// <summary>Waits until a job is over, however it ended.</summary>
    /// <param name="id">A job's id.</param>
    Task<ScriptJob> WaitAsync(string id);

    /// <summary>
    /// Queues a job, waits for it, and gives it back where it succeeded. A script that is cancelled meanwhile cancels the job.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <exception cref="ScriptException">The server refused it, or it failed or was cancelled.</exception>
    Task<ScriptJob> RunAsync(GenerationRequest request);

    /// <summary>A job as it is now.</summary>
    /// <param name="id">A job's id.</param>
    /// <exception cref="ScriptException">There is none of this id.</exception>
    Task<ScriptJob> GetAsync(string id);

    /// <summary>The newest jobs.</summary>
    /// <param name="limit">1 to 200.</param>
    Task<IReadOnlyList<ScriptJob>> ListAsync(int limit = 50);

    /// <summary>Ends a job. One that is over stays as it is.</summary>
    /// <param name="id">A job's id.</param>
    Task<ScriptJob> CancelAsync(string id);
}
