using Atelier.Host.Texts;
using Atelier.Host.Worker.Link;
using Atelier.Host.Worker.Work;

namespace Atelier.Host.Worker.Supervise;

/// <summary>Runs the worker in this process, for debugging: a crash of the engine ends the server.</summary>
internal sealed class InProcessLauncher(IServiceProvider services) : IWorkerLauncher
{
    public Task<IWorkerProcess> LaunchAsync(CancellationToken cancellation)
    {
        var (server, worker) = MemoryLink.Pair();
        return Task.FromResult<IWorkerProcess>(new Here(server, RunAsync(worker)));
    }

    private async Task<WorkerExit> RunAsync(MemoryLink link)
    {
        try
        {
            await Task.Run(() => new WorkSession(link, _ => services).RunAsync(CancellationToken.None));
            return ExitReading.Read(0, "", wasOutOfMemory: false);
        }
        catch (Exception exception)
        {
            var what = OneLine.Of($"{exception.GetType().Name}: {exception.Message}");
            return new WorkerExit(false, "the engine failed", what, IsEngineFault: false);
        }
        finally
        {
            await link.DisposeAsync();
        }
    }

    private sealed class Here(ILink link, Task<WorkerExit> ended) : IWorkerProcess
    {
        public ILink Link { get; } = link;

        public Task<WorkerExit> Ended { get; } = ended;

        public long Memory => Environment.WorkingSet;

        // A thread cannot be ended from outside.
        public void Kill()
        {
        }

        public ValueTask DisposeAsync() => Link.DisposeAsync();
    }
}
