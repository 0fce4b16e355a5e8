using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Messages;
using Atelier.DiscordBot.Rules;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>Queues what is to be followed. It is kept before that, so that a session that ends between the two is gone on with.</summary>
internal sealed class JobStart(IFrontEndHost host, IHouseRules rules, FollowingStore store)
{
    /// <returns>The same with its job; without one where the server ends, and the next session queues it.</returns>
    /// <exception cref="Refusal">The queue does not take it; it is not kept any more.</exception>
    public async Task<Following> QueueAsync(Following following)
    {
        await store.SaveAsync(following);
        if (following.Request is null)
        {
            return following;
        }

        try
        {
            var job = await host.Queue.EnqueueAsync(new JobSubmission(following.Request, following.Owner, "discord")
            {
                Priority = following.Priority,
                IdempotencyKey = following.Id,
            });
            following = following with { JobId = job.Id, Request = null };
        }
        catch (QueueRefusedException refused) when (refused.Reason == QueueRefusal.ShuttingDown)
        {
            return following;
        }
        catch (Exception exception)
        {
            await rules.ForgiveAsync(following.AdmissionId, CancellationToken.None);
            await store.RemoveAsync(following);
            if (Reason(exception) is { } reason)
            {
                throw new Refusal(reason);
            }

            throw;
        }

        await store.SaveAsync(following);
        return following;
    }

    private static string? Reason(Exception exception) => exception switch
    {
        QueueRefusedException refused => MessageText.Sentence(refused.Message),
        RequestException request => $"That cannot be made: {MessageText.Escape(request.Message, 500)}",
        _ => null,
    };
}
