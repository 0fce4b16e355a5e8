using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Making;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Remembers what it was asked to make, to enlarge and to post.</summary>
internal sealed class FakePictureMaker : IPictureMaker, IPictureUpscaler, IResultPoster
{
    public List<PictureWish> Wishes { get; } = [];

    public List<(string Picture, int Scale)> Enlarged { get; } = [];

    public List<(Job Job, string ChannelId, string Title, bool Spoiler)> Posted { get; } = [];

    public Exception? FailsToPost { get; set; }

    public PictureWish Wish => Assert.Single(Wishes);

    public Task MakeAsync(InteractionContext context, PictureWish wish, CancellationToken stop)
    {
        Wishes.Add(wish);
        return Task.CompletedTask;
    }

    public Task UpscaleAsync(InteractionContext context, FrontEndPicture picture, int scale, CancellationToken stop)
    {
        Enlarged.Add((picture.Picture.Id, scale));
        return Task.CompletedTask;
    }

    public Task PostAsync(Job job, string channelId, string title, bool spoiler, CancellationToken cancellation)
    {
        if (FailsToPost is { } failure)
        {
            FailsToPost = null;
            throw failure;
        }

        Posted.Add((job, channelId, title, spoiler));
        return Task.CompletedTask;
    }
}
