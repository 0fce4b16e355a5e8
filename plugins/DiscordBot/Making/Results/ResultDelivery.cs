using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Making.Follow;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>
/// Shows what a message ends as, once. While its token lives the answer is changed, which may be done again after a crash. Later it is a
/// message of its own, claimed in the store before it is sent; where an earlier session had claimed it, and may have sent it, the answer
/// itself is changed by the bot.
/// </summary>
internal sealed class ResultDelivery(IFrontEndHost host, IDiscordApi api, AnswerSending sending)
{
    private const int UnknownMessage = 10008;

    public async Task ShowAsync(Following following, IAnswer answer, CancellationToken stop)
    {
        var claim = new ShowingClaim(host.Store, following.Id);
        if (!following.HandedOver && host.Time.GetUtcNow() < following.HandOverAt && await ChangeAsync(following, answer, claim, stop))
        {
            return;
        }

        try
        {
            await (await claim.IsOfAnotherAsync(stop) ? ReplaceAsync(following, answer, stop) : SendAsync(following, answer, claim, stop));
        }
        catch (DiscordException refused)
        {
            if (host.Time.GetUtcNow() >= following.TokenEndsAt || !await ChangeAsync(following, answer, claim, stop))
            {
                host.Log(
                    FrontEndLogLevel.Warning,
                    $"channel {following.ChannelId} does not take the result of interaction {following.Id}: {refused.Message}");
            }
        }
    }

    /// <summary>Sends it into a channel, once for each key.</summary>
    /// <param name="key">At most 25 characters.</param>
    public Task PostAsync(string key, string channelId, IAnswer answer, CancellationToken cancellation) =>
        SendAsync(key, channelId, answer, new AnswerForm(Following.UsualSizeLimit), new ShowingClaim(host.Store, key), cancellation);

    /// <returns>False where the token has ended all the same.</returns>
    private async Task<bool> ChangeAsync(Following following, IAnswer answer, ShowingClaim claim, CancellationToken stop)
    {
        try
        {
            await sending.SendAsync(
                answer, new AnswerForm(following.SizeLimit),
                async message =>
                {
                    await claim.TakeAsync(stop);
                    return await api.EditOriginalAsync(following.ApplicationId, following.Token, message.Body, message.Files, stop);
                },
                stop);
            return true;
        }
        catch (DiscordException refused) when (refused.Code == UnknownMessage)
        {
            // Somebody has removed it: nobody wants to see it.
            return true;
        }
        catch (DiscordException refused)
        {
            host.Log(FrontEndLogLevel.Warning, $"the answer to interaction {following.Id} cannot be changed: {refused.Message}");
            return false;
        }
    }

    private Task ReplaceAsync(Following following, IAnswer answer, CancellationToken stop) => following.MessageId is not { } messageId
        ? Task.CompletedTask
        : sending.SendAsync(
            answer, new AnswerForm(Limit(following)),
            async message => await api.EditAsync(following.ChannelId, messageId, message.Body, message.Files, stop), stop);

    private async Task SendAsync(Following following, IAnswer answer, ShowingClaim claim, CancellationToken stop)
    {
        var lead = following.MessageId is { } messageId ? "As an answer to " + Address(following, messageId) : "";
        var sent = await SendAsync(following.Id, following.ChannelId, answer, new AnswerForm(Limit(following), lead), claim, stop);
        if (following.MessageId is not null && sent is not null)
        {
            await PointAsync(following, following.MessageId, sent.Id, stop);
        }
    }

    private Task<Message?> SendAsync(
        string key, string channelId, IAnswer answer, AnswerForm form, ShowingClaim claim, CancellationToken cancellation) =>
        sending.SendAsync(
            answer, form,
            async message => await claim.TakeAsync(cancellation)
                ? await api.SendAsync(channelId, message.Body with { Nonce = key, EnforceNonce = true }, message.Files, cancellation)
                : null,
            cancellation);

    /// <summary>The old answer says where the pictures are, where the bot may still change it.</summary>
    private async Task PointAsync(Following following, string messageId, string sentId, CancellationToken stop)
    {
        try
        {
            var pointer = OutgoingMessage.Of($"It is finished: {Address(following, sentId)}", []);
            await api.EditAsync(following.ChannelId, messageId, pointer.Body, pointer.Files, stop);
        }
        catch (DiscordException refused)
        {
            host.Log(FrontEndLogLevel.Debug, $"the old answer to interaction {following.Id} stays as it is: {refused.Message}");
        }
    }

    // The interaction's limit is also its user's, who may have more than the bot.
    private static long Limit(Following following) => Math.Min(following.SizeLimit, Following.UsualSizeLimit);

    private static string Address(Following following, string messageId) =>
        $"https://discord.com/channels/{following.GuildId ?? "@me"}/{following.ChannelId}/{messageId}";
}
