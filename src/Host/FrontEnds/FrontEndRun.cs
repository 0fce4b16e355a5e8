using Atelier.FrontEnds;
using Atelier.Host.Plugins;

namespace Atelier.Host.FrontEnds;

/// <summary>
/// One session of a front end, in its plugin's own code: whatever that throws comes back as words, and nothing of it is kept.
/// </summary>
/// <param name="frontEnd">Opens it.</param>
/// <param name="host">What it is lent.</param>
/// <param name="grace">How long it may take to stop.</param>
internal sealed class FrontEndRun(IFrontEnd frontEnd, IFrontEndHost host, TimeSpan grace, TimeProvider time)
{
    private readonly CancellationTokenSource _stop = new();
    private IFrontEndSession? _session;

    /// <summary>The session; null before it is open and after it has ended.</summary>
    public IFrontEndSession? Session => Volatile.Read(ref _session);

    /// <param name="opened">Told when it is open.</param>
    /// <param name="stopped">Completes when it is to stop.</param>
    public async Task<SessionEnd> RunAsync(Action opened, Task stopped)
    {
        var session = Task.Run(() => SessionAsync(opened));
        await Task.WhenAny(session, stopped);
        if (!session.IsCompleted)
        {
            // Not waited for: what is called back is the plugin's code too.
            _ = Task.Run(_stop.CancelAsync).ContinueWith(_ => { }, TaskScheduler.Default);
            await Task.WhenAny(session, Task.Delay(grace, time));
        }

        Volatile.Write(ref _session, null);
        return session.IsCompleted
            ? await session
            : new SessionEnd(SessionEndKind.GivenUp, $"it did not stop within {grace.TotalSeconds:0} s");
    }

    private async Task<SessionEnd> SessionAsync(Action opened)
    {
        try
        {
            var session = frontEnd.Open(host) ?? throw new FrontEndException("it opens a session that is null");
            Volatile.Write(ref _session, session);
            opened();
            await session.RunAsync(_stop.Token);
            return Ended("it ended by itself");
        }
        catch (FrontEndException exception) when (!_stop.IsCancellationRequested)
        {
            return new SessionEnd(SessionEndKind.Refused, PluginFailure.MessageOf(exception));
        }
        catch (Exception exception)
        {
            return Ended(PluginFailure.Reason(exception));
        }
        finally
        {
            Volatile.Write(ref _session, null);
        }
    }

    private SessionEnd Ended(string reason) => new(_stop.IsCancellationRequested ? SessionEndKind.Stopped : SessionEndKind.Broken, reason);
}
