namespace Atelier.Diffusion.Onnx;

/// <summary>Sessions that are built beside whoever asks for them.</summary>
internal static class SessionTasks
{
    /// <summary>
    /// Waits for something. Who is cancelled stops waiting; what is being built goes on, for the next one or until it is ended.
    /// </summary>
    public static T Await<T>(this Task<T> task, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return task.WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    /// <summary>What finished sessions spent inside the runtime so far.</summary>
    public static TimeSpan TimeInRuntime(this IEnumerable<Task<IModelSession>> sessions) =>
        sessions.Where(session => session.IsCompletedSuccessfully)
        .Aggregate(TimeSpan.Zero, (sum, session) => sum + session.GetAwaiter().GetResult().TimeInRuntime);

    /// <summary>Waits until each is built or has failed, and lets it go.</summary>
    public static void End(this IEnumerable<Task<IModelSession>> sessions)
    {
        foreach (var session in sessions)
        {
            ((IAsyncResult)session).AsyncWaitHandle.WaitOne();
            if (session.IsCompletedSuccessfully)
            {
                session.GetAwaiter().GetResult().Dispose();
            }
        }
    }
}
