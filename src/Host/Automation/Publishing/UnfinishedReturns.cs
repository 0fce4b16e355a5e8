using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Automation.Publishing;

/// <summary>Ends the rollbacks that the server's end broke off.</summary>
internal sealed partial class UnfinishedReturns(IPublicationStore store, IPublisher publisher, ILogger<UnfinishedReturns> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var name in (await store.NamesAsync(stoppingToken)).Where(name => name.Returning is not null))
            {
                await ReturnAsync(name, stoppingToken);
            }
        }
        catch (Exception exception) when (exception is QueueRefusedException)
        {
            Failed("all", exception.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    private async Task ReturnAsync(PublishedName name, CancellationToken cancellation)
    {
        GoesOn(name.Name, name.Returning!);
        try
        {
            await publisher.RollBackAsync(name.Name, name.Returning, cancellation);
        }
        catch (RunException exception)
        {
            Failed(name.Name, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Goes on rolling {Name} back to {Version}")]
    private partial void GoesOn(string name, string version);

    [LoggerMessage(LogLevel.Warning, "Rolling {Name} back: {Problem}")]
    private partial void Failed(string name, string problem);
}
