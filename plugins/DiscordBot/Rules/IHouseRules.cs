using Atelier.DiscordBot.Interactions;
using Atelier.Generation;

namespace Atelier.DiscordBot.Rules;

/// <summary>What holds in a channel, and who may have how much.</summary>
internal interface IHouseRules
{
    /// <summary>The rules of the interaction's channel: the guild's, with the channel's own over them.</summary>
    Task<ChannelRules> OfAsync(InteractionContext context, CancellationToken cancellation);

    /// <summary>
    /// Lets a request in: with the channel's defaults where it says nothing, within its limits, and within what this user and this guild
    /// may have now. Of many at once no more are let in than may be.
    /// </summary>
    /// <returns>The request as it goes into the queue, and what it counts against until it is over.</returns>
    /// <exception cref="Refusal">It says which limit, how much of it is used, and when more is possible.</exception>
    Task<Admission> AdmitAsync(InteractionContext context, GenerationRequest request, CancellationToken cancellation);

    /// <summary>The admitted job is over.</summary>
    Task ReleaseAsync(string admissionId, CancellationToken cancellation);

    /// <summary>The admitted job was not queued after all, or was cancelled before it began: it does not count as had.</summary>
    Task ForgiveAsync(string admissionId, CancellationToken cancellation) => ReleaseAsync(admissionId, cancellation);
}

/// <param name="Id">Kept until it is released.</param>
/// <param name="Priority">As <see cref="Atelier.Jobs.Job.Priority"/>.</param>
internal sealed record Admission(string Id, GenerationRequest Request, int Priority);
