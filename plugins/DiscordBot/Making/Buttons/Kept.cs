using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Buttons;

/// <summary>What buttons are about, while the server keeps it.</summary>
internal static class Kept
{
    /// <exception cref="Refusal">It is gone.</exception>
    public static async Task<Job> JobAsync(IFrontEndHost host, string id, CancellationToken cancellation) =>
        await host.Queue.FindAsync(id, cancellation)
        ?? throw new Refusal(
            "The server does not keep this job any more, so there is nothing to go on from. `/imagine` makes a new picture.");

    /// <exception cref="Refusal">It is gone.</exception>
    public static async Task<FrontEndPicture> PictureAsync(IFrontEndHost host, string id, CancellationToken cancellation) =>
        await host.Pictures.FindAsync(id, cancellation)
        ?? throw new Refusal("This picture is no longer on the server, so there is nothing to go on from. `/imagine` makes a new one.");
}
