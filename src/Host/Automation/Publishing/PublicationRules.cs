using System.Text.RegularExpressions;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing;

/// <summary>What a publication must be: its names become addresses and file names, so little is allowed in them.</summary>
internal static partial class PublicationRules
{
    /// <summary>What a name must be, for messages.</summary>
    public const string NameWords = "must be 1 to 64 lower-case letters, digits and dashes, such as hero or front-page";

    private const int MostFiles = 100;

    // Browsers show them, and none of them is a page that could run something.
    private static readonly string[] Types = ["image/avif", "image/webp", "image/jpeg", "image/png", "image/gif"];

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Lower-case, since disks exist that cannot tell <c>A</c> from <c>a</c>; never hidden, never above its folder.</summary>
    public static bool IsFileName(string name) => FilePattern().IsMatch(name);

    /// <exception cref="RunException">It cannot be published.</exception>
    public static void Check(Publication publication)
    {
        if (Problem(publication) is var (field, problem))
        {
            throw new RunException("invalid_publication", $"{field} {problem}", field);
        }
    }

    private static (string Field, string Problem)? Problem(Publication publication)
    {
        var files = publication.Files;
        return !IsName(publication.Name) ? ("name", $"{OneLine.Quoted(publication.Name)} is not possible; it {NameWords}")
            : !Ids.AreLike(publication.Id) ? ("id", $"{OneLine.Quoted(publication.Id)} is no ULID")
            : files.Count is 0 or > MostFiles ? ("files", $"are {files.Count}; there must be from 1 to {MostFiles}")
            : files.FirstOrDefault(file => !IsFileName(file.Name)) is { } named
                ? ("files", $"{OneLine.Quoted(named.Name)} is no name for a file; it must be of lower-case letters, digits, dashes and points")
            : files.FirstOrDefault(file => !Types.Contains(file.Type)) is { } typed
                ? ("files", $"{typed.Name} is {OneLine.Quoted(typed.Type)}; it must be one of {string.Join(", ", Types)}")
            : files.FirstOrDefault(file => file.Bytes.IsEmpty || file.Width < 1 || file.Height < 1) is { } empty
                ? ("files", $"{empty.Name} is empty")
            : files.DistinctBy(file => file.Name).Count() < files.Count ? ("files", "two have one name")
            : null;
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[a-z0-9_-]+(\.[a-z0-9_-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();
}
