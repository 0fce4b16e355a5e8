using Atelier.FrontEnds;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>What a session is lent. After its end it gets nothing any more: an old session that wakes late does no harm.</summary>
/// <param name="lent">The services.</param>
/// <param name="over">Ends what the session still listens to.</param>
/// <param name="report">Takes what the session says of itself.</param>
internal sealed partial class FrontEndHost(
    LentServices lent, CancellationTokenSource over, Action<string> report, TimeProvider time, ILogger log) : ILentHost
{
    private const int LongestLine = 200;

    public IGenerationQueue Queue => WhileOpen(lent.Queue);

    public IFrontEndJobs Jobs => WhileOpen(lent.Jobs);

    public IFrontEndCatalog Catalog => WhileOpen(lent.Catalog);

    public IFrontEndPictures Pictures => WhileOpen(lent.Pictures);

    public IFrontEndSchedules Schedules => WhileOpen(lent.Schedules);

    public IFrontEndStore Store => WhileOpen(lent.Store);

    public TimeProvider Time => time;

    public Uri? PublicAddress => lent.PublicAddress;

    public void Report(string state)
    {
        if (!over.IsCancellationRequested)
        {
            report(OneLine.Of(state, LongestLine));
        }
    }

    public void Log(FrontEndLogLevel level, string message) => Said(
        log,
        level switch
        {
            FrontEndLogLevel.Debug => LogLevel.Debug,
            FrontEndLogLevel.Information => LogLevel.Information,
            FrontEndLogLevel.Warning => LogLevel.Warning,
            _ => LogLevel.Error,
        },
        OneLine.Of(message));

    // Not waited for: what is called back may be the front end's own code.
    public void Dispose() => _ = over.CancelAsync();

    private T WhileOpen<T>(T service) => over.IsCancellationRequested
        ? throw new ObjectDisposedException(nameof(IFrontEndHost), "the session that was lent this has ended")
        : service;

    [LoggerMessage(Message = "{Line}")]
    private static partial void Said(ILogger log, LogLevel level, string line);
}

/// <summary>The services that one session is lent.</summary>
internal sealed record LentServices(
    IGenerationQueue Queue, IFrontEndJobs Jobs, IFrontEndCatalog Catalog, IFrontEndPictures Pictures, IFrontEndSchedules Schedules,
    IFrontEndStore Store,
    Uri? PublicAddress);
