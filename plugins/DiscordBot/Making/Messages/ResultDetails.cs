using System.Globalization;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Messages;

/// <summary>The small line under a picture: <c>seed 42 · starter · 512×512 · 20 steps · 3.2 s · for @somebody</c>.</summary>
internal static class ResultDetails
{
    private const int LongestModel = 100;

    public static string Of(Job job, string userId)
    {
        var picture = job.Pictures[0];
        var request = job.Request;
        return Line(
            Seeds(job.Pictures),
            request.Model is { } model ? MessageText.Escape(model, LongestModel) : null,
            Size(picture.Width, picture.Height),
            request.Steps is { } steps ? string.Create(CultureInfo.InvariantCulture, $"{steps} {(steps == 1 ? "step" : "steps")}") : null,
            job is { StartedAt: { } started, EndedAt: { } ended } ? MessageText.Duration(ended - started) : null,
            For(userId));
    }

    public static string Of(JobPicture picture, int scale, string upscaler, string userId) => Line(
        Seeds([picture]), Size(picture.Width * scale, picture.Height * scale), MessageText.Escape(upscaler, LongestModel), For(userId));

    private static string Line(params string?[] parts) => "-# " + string.Join(" · ", parts.Where(part => part is not null));

    private static string Size(int width, int height) => string.Create(CultureInfo.InvariantCulture, $"{width}×{height}");

    // Shown as a name; nobody is called, since no message may mention anybody.
    private static string For(string userId) => $"for <@{userId}>";

    private static string Seeds(IReadOnlyList<JobPicture> pictures)
    {
        var (first, last) = (pictures[0].Seed, pictures[^1].Seed);
        return first == last
            ? string.Create(CultureInfo.InvariantCulture, $"seed {first}")
            : string.Create(CultureInfo.InvariantCulture, $"seeds {first} to {last}");
    }
}
