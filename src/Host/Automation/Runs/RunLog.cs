using System.Threading.Channels;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>
/// Keeps what a run says: each write to the store takes all that came while the last one went on, so a run that says much waits for no
/// disk.
/// </summary>
internal sealed class RunLog : IRunLog, IAsyncDisposable
{
    private const int MostLines = 10_000;
    private const int LongestLine = 2000;

    private readonly Channel<RunLogLine> _lines = Channel.CreateUnbounded<RunLogLine>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TimeProvider _time;
    private readonly Task _keeping;
    private int _count;

    public RunLog(string id, IRunStore store, RunSignal signal, TimeProvider time)
    {
        _time = time;
        _keeping = KeepAsync(id, store, signal);
    }

    public void Write(string level, string text)
    {
        var count = Interlocked.Increment(ref _count);
        if (count <= MostLines)
        {
            var (kind, line) = count < MostLines
                ? (level, OneLine.Of(text, LongestLine, keepsSpaces: true))
                : ("warning", $"what follows is not kept: a run has at most {MostLines} lines");
            _lines.Writer.TryWrite(new RunLogLine(0, _time.GetUtcNow(), kind, line));
        }
    }

    /// <summary>Returns when all is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _keeping;
    }

    private async Task KeepAsync(string id, IRunStore store, RunSignal signal)
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            var some = new List<RunLogLine>();
            while (_lines.Reader.TryRead(out var line))
            {
                some.Add(line);
            }

            try
            {
                await store.AppendLogAsync(id, some, CancellationToken.None);
                signal.Raise();
            }
            catch (QueueRefusedException)
            {
                // A full disk costs lines, not the run.
            }
        }
    }
}
