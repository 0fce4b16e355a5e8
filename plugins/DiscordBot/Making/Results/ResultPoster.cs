using Atelier.DiscordBot.Client;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Results;

internal sealed class ResultPoster(IFrontEndHost host, Answers answers, ResultDelivery delivery) : IResultPoster
{
    private const int LongestKey = 25;

    public async Task PostAsync(Job job, string channelId, string title, bool spoiler, CancellationToken cancellation)
    {
        var userId = job.Owner[(job.Owner.IndexOf(':') + 1)..];
        var key = job.Id.Length > LongestKey ? job.Id[^LongestKey..] : job.Id;
        try
        {
            await delivery.PostAsync(key, channelId, await answers.OfAsync(job, title, userId, spoiler, cancellation), cancellation);
        }
        catch (DiscordException refused)
        {
            host.Log(FrontEndLogLevel.Warning, $"job {job.Id} could not be posted in channel {channelId}: {refused.Message}");
        }
    }
}
