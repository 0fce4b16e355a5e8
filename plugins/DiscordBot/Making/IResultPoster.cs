using Atelier.Jobs;

namespace Atelier.DiscordBot.Making;

/// <summary>Brings a job's pictures into a channel, as a message with the buttons that answers to commands have.</summary>
internal interface IResultPoster
{
    /// <summary>
    /// Posts a job that is over, or says why it failed; however often it is called, once. What the channel refuses is logged.
    /// </summary>
    /// <param name="title">What the message says above.</param>
    Task PostAsync(Job job, string channelId, string title, bool spoiler, CancellationToken cancellation);
}
