using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Pictures;

/// <summary>Pictures that a user pointed at: kept ones of ours, or an attachment of somebody's.</summary>
/// <param name="IsHidden">Whether they were hidden where they were: what comes of them is hidden too.</param>
internal sealed record FoundPictures(IReadOnlyList<FrontEndPicture> Kept, Attachment? File = null, bool IsHidden = false)
{
    /// <summary>The one that is meant; the first where nothing is said.</summary>
    /// <param name="which">From 1.</param>
    /// <exception cref="Refusal">There are not so many.</exception>
    public FrontEndPicture? One(int? which) => Kept.Count == 0 ? null
        : which is null ? Kept[0]
        : which <= Kept.Count ? Kept[which.Value - 1]
        : throw new Refusal(Kept.Count == 1 ? "`which` must be 1: there is one picture." : $"`which` must be 1 to {Kept.Count}.");
}
