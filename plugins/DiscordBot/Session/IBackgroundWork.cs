namespace Atelier.DiscordBot.Session;

/// <summary>What goes on beside interactions for as long as the session lasts: jobs that are followed, schedules.</summary>
internal interface IBackgroundWork
{
    /// <summary>Works until it is told to stop, and leaves in the store what the next session goes on with. An exception ends the session.</summary>
    Task RunAsync(CancellationToken stop);
}
