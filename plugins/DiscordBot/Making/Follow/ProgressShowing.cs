using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Making.Messages;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>
/// Keeps an answer at what is newest of its job: one change at a time, none where nothing looks different, and those with a preview further
/// apart, since each brings a file.
/// </summary>
internal sealed class ProgressShowing(IFrontEndHost host, IDiscordApi api, FollowingStore store, Following following)
{
    private static readonly TimeSpan PreviewPace = TimeSpan.FromSeconds(3);

    private ProgressMessage? _shown;
    private DateTimeOffset _nextPreview;
    private DateTimeOffset _nextPlace;
    private bool _isGone;
    private string _waiting = ProgressWords.Waiting(null, isPaused: false);

    /// <summary>As it is now: with the message's id, and whether it is handed over.</summary>
    public Following Following { get; private set; } = following;

    public async Task ShowAsync(JobSight sight, CancellationToken stop)
    {
        var now = host.Time.GetUtcNow();
        if (_isGone || Following.HandedOver)
        {
            return;
        }

        if (now >= Following.HandOverAt)
        {
            Following = Following with { HandedOver = true };
            await store.SaveAsync(Following);
            if (now < Following.TokenEndsAt)
            {
                await ChangeAsync(ProgressMessage.HandingOver(Following, sight), stop);
            }

            return;
        }

        if (sight.Job.State == JobState.Waiting && now >= _nextPlace)
        {
            await LookAtPlaceAsync(now, stop);
        }

        var message = ProgressMessage.Of(Following, sight, _waiting);
        if (message == _shown || (message.Preview is not null && now < _nextPreview))
        {
            return;
        }

        _nextPreview = now + PreviewPace;
        await ChangeAsync(message, stop);
    }

    /// <summary>The further back, the less often.</summary>
    private async Task LookAtPlaceAsync(DateTimeOffset now, CancellationToken stop)
    {
        var before = await host.Jobs.PlaceAsync(Following.JobId!, stop);
        _waiting = ProgressWords.Waiting(before, (await host.Jobs.TotalsAsync(stop)).Paused);
        _nextPlace = now + TimeSpan.FromSeconds(Math.Clamp((before ?? 0) / 2.0, 1, 15));
    }

    private async Task ChangeAsync(ProgressMessage message, CancellationToken stop)
    {
        try
        {
            var (body, files) = message.For(Following);
            var answer = await api.EditOriginalAsync(Following.ApplicationId, Following.Token, body, files, stop);
            _shown = message;
            if (Following.MessageId is null)
            {
                Following = Following with { MessageId = answer.Id };
                await store.SaveAsync(Following);
            }
        }
        catch (DiscordException refused)
        {
            // The next change says more; the last one is tried until it succeeds. What is gone is not asked for again: Discord counts that.
            _isGone = refused.Status is 401 or 403 or 404;
            host.Log(FrontEndLogLevel.Debug, $"a change of the answer to interaction {Following.Id} was not taken: {refused.Message}");
        }
    }
}
