using System.Text.Json;

namespace Atelier.Host.Automation.Publishing;

/// <summary>A kind of place that pictures are published to. Any implementation passes <c>PublishTargetCompliance</c>.</summary>
internal interface IPublishTarget
{
    /// <summary>One of <see cref="TargetKinds"/>: the field <c>kind</c> of a target's settings.</summary>
    string Kind { get; }

    /// <summary>Says what is wrong with a target's settings, without reaching it.</summary>
    /// <param name="settings">The target as the recipe has it, a JSON object.</param>
    /// <returns>Each with the name of the setting and what would be right.</returns>
    IEnumerable<(string Field, string Problem)> Check(JsonElement settings);

    /// <summary>
    /// Publishes. Either all of it is there afterwards, or what was there before still is. Publishing the same publication again changes
    /// nothing; publishing an earlier one shows that again, which is how a rollback is made.
    /// </summary>
    /// <exception cref="Runs.RunException">It could not be published; the message says why, without secrets.</exception>
    Task<PublishedPlace> PublishAsync(Publication publication, JsonElement settings, CancellationToken cancellation);
}

/// <summary>The kinds of targets.</summary>
internal static class TargetKinds
{
    /// <summary>The server's own <c>/published/NAME</c>.</summary>
    public const string Site = "site";

    public const string Folder = "folder";

    public const string Http = "http";

    public const string S3 = "s3";

    public const string Git = "git";

    /// <summary>Tells somebody; it is called when all other targets took the publication.</summary>
    public const string Webhook = "webhook";
}

/// <summary>Where a target put a publication.</summary>
/// <param name="Kind">The target's.</param>
/// <param name="Place">For people, without secrets: <c>folder /var/www/hero</c>.</param>
/// <param name="PictureUrl">The address of the picture; null where it has none that is known.</param>
/// <param name="IndexUrl">The address of the JSON that lists all of its files; null where it has none that is known.</param>
internal sealed record PublishedPlace(string Kind, string Place, string? PictureUrl = null, string? IndexUrl = null);
