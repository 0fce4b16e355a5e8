using Atelier.Host.Client;
using Atelier.Host.Scripting.Link;
using Atelier.Jobs;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>The server's end of a process that compiles and runs scripts, one after another; never two at once.</summary>
internal sealed class ScriptHost(HostProcess process, TimeProvider time) : IAsyncDisposable
{
    // The runtime's own are some twenty.
    private const int MostThreadsAtRest = 64;
    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(15);

    private readonly IAsyncEnumerator<ScriptMessage> _messages = process.Link.ReadAsync(CancellationToken.None)
        .GetAsyncEnumerator(CancellationToken.None);
    private bool _isClean = true;

    /// <summary>Scripts that it has run.</summary>
    public int Runs { get; private set; }

    /// <summary>Assemblies loaded in it after the last question.</summary>
    public int Assemblies { get; private set; }

    /// <summary>Bytes resident.</summary>
    public long Memory => process.Tree.Usage().Memory;

    /// <summary>Whether nothing of what it ran is left in it.</summary>
    public bool IsClean => _isClean && !process.HasEnded;

    /// <summary>Compiles a script.</summary>
    /// <exception cref="IOException">The process ended under it.</exception>
    public async Task<IReadOnlyList<ScriptProblem>> CheckAsync(
        ScriptSource source, string cache, ScriptLimits limits, CancellationToken cancellation)
    {
        IReadOnlyList<ScriptProblem>? problems = null;
        var breach = await AskAsync(new ScriptMessage.Check(source, cache), limits.OfCompiling(), Hear, cancellation);
        return problems
            ?? throw new IOException($"the script could not be compiled: {(breach ?? await process.EndAsync()).Error?.Message}");

        void Hear(ScriptMessage message, LimitWatch watch) =>
            problems = message is ScriptMessage.Checked answer ? answer.Problems : problems;
    }

    /// <summary>Runs a script to its end, however that comes.</summary>
    /// <param name="output">Takes what it says.</param>
    public async Task<ScriptEnd> RunAsync(ScriptOrder order, string cache, IScriptOutput output, CancellationToken cancellation)
    {
        Runs++;
        ScriptEnd? end = null;
        var run = new ScriptMessage.Run(order.Source, cache, order.Folder ?? process.EmptyFolder(), order.View);
        process.Printed = new OutputBudget(output.Write).Say;
        var breach = await AskAsync(run, order.Limits.OfCompiling(), Hear, cancellation);
        process.Printed = null;
        end ??= breach
            ?? (cancellation.IsCancellationRequested ? new ScriptEnd(JobState.Canceled, null, null, []) : await process.EndAsync());
        _isClean &= end.Error?.Code is not ScriptErrors.Memory;
        return end;

        void Hear(ScriptMessage message, LimitWatch watch)
        {
            switch (message)
            {
                case ScriptMessage.Began began:
                    watch.Begin(order.Limits);
                    Write(began.Warnings);
                    break;
                case ScriptMessage.Said said:
                    output.Write(said.Level, said.Text);
                    break;
                case ScriptMessage.Moved moved:
                    output.Progress(moved.Progress);
                    break;
                case ScriptMessage.Over over:
                    output.Over(over.JobId);
                    break;
                case ScriptMessage.Ended ended:
                    end = EndOf(ended.End, watch, cancellation);
                    watch.Begin(order.Limits with { Time = RestLimit });
                    Write(end.Error?.Code == ScriptErrors.Compile ? end.Problems : []);
                    break;
            }
        }

        void Write(IReadOnlyList<ScriptProblem> problems)
        {
            foreach (var problem in problems)
            {
                output.Write(problem.Severity, problem.ToString());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await _messages.DisposeAsync();
    }

    // What it says of itself is not the reason where it was asked to end.
    private static ScriptEnd EndOf(ScriptEnd said, LimitWatch watch, CancellationToken cancellation) =>
        said.State == JobState.Succeeded ? said
        : watch.Breach ?? (cancellation.IsCancellationRequested ? said with { State = JobState.Canceled, Error = null } : said);

    /// <summary>Asks one question, and hears until the host has come to rest or has ended.</summary>
    /// <returns>The limit that it went beyond; null where it stayed within all.</returns>
    private async Task<ScriptEnd?> AskAsync(
        ScriptMessage question, ScriptLimits limits, Action<ScriptMessage, LimitWatch> hear, CancellationToken cancellation)
    {
        await using var watch = new LimitWatch(process.Tree, () => process.Link.Post(new ScriptMessage.Cancel()), time);
        watch.Begin(limits);
        process.Link.Post(question);
        using var registration = cancellation.Register(watch.Cancel);
        using var fetching = new Fetching(process);
        while (await _messages.MoveNextAsync())
        {
            if (_messages.Current is ScriptMessage.Fetch wanted)
            {
                fetching.Begin(wanted);
            }

            hear(_messages.Current, watch);
            if (_messages.Current is ScriptMessage.Rested rested)
            {
                Assemblies = rested.Assemblies;

                // What it has started and not ended would live as long as the host.
                var usage = process.Tree.Usage();
                _isClean &= rested.IsClean && usage is { Processes: <= 1, Threads: <= MostThreadsAtRest };
                return watch.Breach;
            }
        }

        _isClean = false;
        return watch.Breach;
    }
}
