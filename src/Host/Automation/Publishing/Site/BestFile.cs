using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Atelier.Host.Automation.Publishing.Site;

/// <summary>Which of a publication's files answers a request.</summary>
internal static class BestFile
{
    // Smaller ones first. Those that came late are only sent to who names them: many programs say */* and know neither.
    private static readonly string[] Late = ["image/avif", "image/webp"];
    private static readonly string[] Old = ["image/jpeg", "image/png", "image/gif"];

    /// <param name="accept">The types that the client takes.</param>
    /// <param name="width">How wide it is shown, in pixels; null for the picture's own width.</param>
    /// <param name="crop">A named size; null for the picture itself.</param>
    /// <returns>The narrowest file that is wide enough, else the widest, in the best format; null where the crop is unknown.</returns>
    public static FileFacts? Of(PublicationFacts publication, StringValues accept, int? width, string? crop)
    {
        var picture = crop is null ? publication.Files[0] : publication.Files.FirstOrDefault(file => file.Crop == crop);
        if (picture is null)
        {
            return null;
        }

        var candidates = publication.Files.Where(file => file.Crop == picture.Crop).ToList();
        var type = TypeOf(candidates, picture, accept);
        var wanted = width ?? picture.Width;
        var sizes = candidates.Where(file => file.Type == type).OrderBy(file => file.Width).ToList();
        return sizes.FirstOrDefault(file => file.Width >= wanted) ?? sizes[^1];
    }

    private static string TypeOf(List<FileFacts> files, FileFacts picture, StringValues accept)
    {
        var accepted = MediaTypeHeaderValue.TryParseList(accept, out var list) ? list : [];
        var there = files.Select(file => file.Type).ToHashSet();
        var named = Late.Concat(Old)
            .Where(there.Contains)
            .Select(type => (Type: type, Quality: Named(accepted, type)))
            .Where(one => one.Quality > 0)
            .OrderByDescending(one => one.Quality)
            .Select(one => one.Type)
            .FirstOrDefault();

        // A browser that names AVIF and WebP takes the others by its wildcard: the best of what it names is the best for it.
        return named
            ?? (Late.Contains(picture.Type) && Old.FirstOrDefault(there.Contains) is { } old ? old : picture.Type);
    }

    private static double Named(IList<MediaTypeHeaderValue> accepted, string type) =>
        accepted.FirstOrDefault(one => one.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } one ? one.Quality ?? 1 : 0;
}
