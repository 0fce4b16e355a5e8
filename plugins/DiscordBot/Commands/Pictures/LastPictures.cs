using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Commands.Pictures;

/// <summary>The pictures that each user had last.</summary>
internal sealed class LastPictures(IFrontEndHost host)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public Task NoteAsync(Job job, CancellationToken cancellation) =>
        host.Store.SetAsync(Key(job.Owner), string.Join(',', job.Pictures.Select(picture => picture.Id)), Lasts, cancellation);

    public async Task<IReadOnlyList<FrontEndPicture>> OfAsync(string owner, CancellationToken cancellation)
    {
        var kept = new List<FrontEndPicture>();
        foreach (var id in (await host.Store.GetAsync(Key(owner), cancellation))?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (await host.Pictures.FindAsync(id, cancellation) is { } picture)
            {
                kept.Add(picture);
            }
        }

        return kept;
    }

    private static string Key(string owner) => "last/" + owner;
}
