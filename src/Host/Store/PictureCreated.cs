using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Store;

/// <summary>The data of <c>picture.created</c>: where the picture is, never the picture.</summary>
internal sealed record PictureCreated(
    string Id, string JobId, int Index, string Url, string ThumbnailUrl, int Width, int Height, string Format, long Bytes, ulong Seed,
    string Prompt, string Model)
{
    private const int LongestPrompt = 1000;

    public static string Write(StoredPicture picture) => JsonSerializer.Serialize(
        new PictureCreated(
            picture.Id, picture.JobId, picture.Index, PictureAddress.File(picture.Id), PictureAddress.Thumbnail(picture.Id), picture.Width,
            picture.Height,
            picture.Format, picture.Bytes, picture.Seed, OneLine.Of(picture.Prompt, LongestPrompt), picture.Model),
        JsonSerializerOptions.Web);
}
