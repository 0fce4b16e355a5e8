using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Interactions;

/// <summary>A deferred answer that everybody sees is taken back, and the user alone is told why.</summary>
internal static class Withdrawal
{
    public static async Task MakeAsync(IDiscordApi api, string applicationId, string token, string reason, CancellationToken cancellation)
    {
        try
        {
            // First, since a further answer while the first is still to come would become it, for everybody.
            await api.DeleteOriginalAsync(applicationId, token, cancellation);
        }
        catch (DiscordException)
        {
            // It is gone already.
        }

        await api.FollowUpAsync(applicationId, token, new MessageBody(reason, Flags: MessageFlags.Ephemeral), [], cancellation);
    }
}
