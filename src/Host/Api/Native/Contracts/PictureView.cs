using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A picture as it is shown.</summary>
/// <param name="Index">Which picture of its job, from 0.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Seed">Its own seed.</param>
/// <param name="Favorite">Absent in a job's list.</param>
internal sealed record PictureView(
    string Id, string JobId, int Index, string Url, string ThumbnailUrl, int Width, int Height, string Format, long Bytes, ulong Seed,
    string Prompt, string? Model, bool? Favorite, DateTimeOffset CreatedAt)
{
    public static PictureView Of(StoredPicture picture) => new(
        picture.Id, picture.JobId, picture.Index, PictureAddress.File(picture.Id), PictureAddress.Thumbnail(picture.Id),
        picture.Width, picture.Height, picture.Format, picture.Bytes,
        picture.Seed, picture.Prompt, picture.Model, picture.Favorite, picture.CreatedAt);

    public static PictureView Of(Job job, JobPicture picture, int index) => new(
        picture.Id, job.Id, index, PictureAddress.File(picture.Id), PictureAddress.Thumbnail(picture.Id),
        picture.Width, picture.Height, picture.Format, picture.Bytes,
        picture.Seed, job.Request.Prompt, job.Request.Model, null, job.EndedAt ?? job.CreatedAt);
}
