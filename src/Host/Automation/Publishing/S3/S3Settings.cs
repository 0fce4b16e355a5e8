using System.Text.RegularExpressions;
using Atelier.Host.Configuration;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing.S3;

/// <summary>The settings of a <see cref="S3Target"/>.</summary>
internal sealed partial record S3Settings : FileTargetSettings
{
    private const string Amazon = "amazonaws.com";

    /// <summary>The bucket, which must be there.</summary>
    public required string Bucket { get; init; }

    /// <summary>What the keys of all objects begin with, such as <c>site/pictures</c>. Default: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Default <c>us-east-1</c>, which stores other than Amazon's mostly take.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Where the store is. Default: Amazon's in the region.</summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// Whether the bucket stands in the path (true) or before the host's name (false). Default: false at Amazon, true elsewhere.
    /// </summary>
    public bool? PathStyle { get; init; }

    /// <summary>The id of the key: as it is, or <c>env:NAME</c>.</summary>
    public required string AccessKey { get; init; }

    /// <summary><c>env:NAME</c>.</summary>
    public required string SecretKey { get; init; }

    /// <summary><c>env:NAME</c>: for keys that last a while only.</summary>
    public string? SessionToken { get; init; }

    /// <summary>
    /// How long caches may show the index and the alias: a <c>Cache-Control</c>. Default: as <c>publishing.maxAge</c> says.
    /// </summary>
    public string? CacheControl { get; init; }

    /// <summary>How many versions stay, with the present one, where the key may delete; 0 leaves all. Default 5.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>The address of the bucket, with a slash at its end.</summary>
    public Uri Root()
    {
        var endpoint = new Uri(Endpoint ?? $"https://s3.{Region}.{Amazon}");
        var path = PathStyle ?? !endpoint.Host.EndsWith(Amazon, StringComparison.OrdinalIgnoreCase);
        return path ? new Uri(endpoint, $"/{Bucket}/") : new UriBuilder(endpoint) { Host = $"{Bucket}.{endpoint.Host}", Path = "/" }.Uri;
    }

    /// <summary>The key of an object.</summary>
    public string KeyOf(string path) => Prefix.Trim('/') is { Length: > 0 } prefix ? $"{prefix}/{path}" : path;

    public IEnumerable<(string Field, string Problem)> Problems()
    {
        if (!BucketPattern().IsMatch(Bucket))
        {
            yield return ("bucket",
                $"{OneLine.Quoted(Bucket)} is no name of a bucket; it must be 3 to 63 lower-case letters, digits, points and dashes");
        }

        if (!PrefixPattern().IsMatch(Prefix) || Prefix.Split('/').Any(part => part is "." or ".."))
        {
            yield return ("prefix",
                $"{OneLine.Quoted(Prefix)} is not possible; it must be of letters, digits, points, dashes, underscores and slashes");
        }

        if (!RegionPattern().IsMatch(Region))
        {
            yield return ("region", $"{OneLine.Quoted(Region)} is no region; it must be a name such as eu-central-1");
        }

        foreach (var problem in AddressProblems("endpoint", Endpoint).Concat(OldVersions.Problems(Keep)))
        {
            yield return problem;
        }

        if (CacheControl?.Any(letter => letter is < ' ' or > '~') == true)
        {
            yield return ("cacheControl", "must be plain text, such as public, max-age=300");
        }

        foreach (var (field, text) in ((string, string?)[])[("accessKey", IsReference(AccessKey) ? AccessKey : null),
            ("secretKey", SecretKey), ("sessionToken", SessionToken)])
        {
            if (text is not null && SecretReference.Problem(text) is { } problem)
            {
                yield return (field, problem);
            }
        }

        if (!IsReference(AccessKey) && !KeyPattern().IsMatch(AccessKey))
        {
            yield return ("accessKey", "must be the id of a key, or env:NAME");
        }
    }

    public static bool IsReference(string text) => text.StartsWith("env:", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"^[A-Za-z0-9._/-]{0,256}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixPattern();

    [GeneratedRegex(@"^[a-z0-9-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
