using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making.Results;
using Atelier.DiscordBot.Rules;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>One following from wherever it stands to its end.</summary>
internal sealed class FollowingRun(
    IDiscordApi api, IHouseRules rules, FollowingStore store, JobStart start, JobFollowing jobs, Answers answers, ResultDelivery delivery)
{
    public async Task RunAsync(Following following, CancellationToken stop)
    {
        if (following.Request is not null)
        {
            if (await QueueAsync(following, stop) is not { Request: null } queued)
            {
                return;
            }

            following = queued;
        }

        (following, var answer) = await FinishAsync(following, stop);
        await delivery.ShowAsync(following, answer, stop);
        if (following.Enlarging is not null)
        {
            await rules.ReleaseAsync(following.AdmissionId, CancellationToken.None);
        }

        await store.RemoveAsync(following);
    }

    /// <summary>Ends one that fails again and again.</summary>
    public async Task GiveUpAsync(Following following, CancellationToken stop)
    {
        await rules.ReleaseAsync(following.AdmissionId, CancellationToken.None);
        await store.RemoveAsync(following);
        await delivery.ShowAsync(
            following, Answers.Lost(following, "Something went wrong while this was shown. What was made is kept on the server."), stop);
    }

    /// <summary>What an earlier session did not come to. Null where it was not taken, and the user was told.</summary>
    private async Task<Following?> QueueAsync(Following following, CancellationToken stop)
    {
        try
        {
            return await start.QueueAsync(following);
        }
        catch (Refusal refusal)
        {
            await Withdrawal.MakeAsync(api, following.ApplicationId, following.Token, refusal.Message, stop);
            return null;
        }
    }

    private async Task<(Following Following, IAnswer Answer)> FinishAsync(Following following, CancellationToken stop)
    {
        if (following.Enlarging is { } enlarging)
        {
            return (following, answers.Of(following, enlarging));
        }

        (following, var job) = await jobs.FollowAsync(following, following.JobId!, stop);
        await (job is { State: JobState.Canceled, StartedAt: null }
            ? rules.ForgiveAsync(following.AdmissionId, CancellationToken.None)
            : rules.ReleaseAsync(following.AdmissionId, CancellationToken.None));
        return (following, job is null
            ? Answers.Lost(following, "The server does not know this job any more.")
            : await answers.OfAsync(job, following.Title, following.UserId, following.Spoiler, stop));
    }
}
