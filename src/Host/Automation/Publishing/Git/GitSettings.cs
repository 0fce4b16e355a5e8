using System.Text.RegularExpressions;
using Atelier.Host.Automation.Publishing.Folders;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing.Git;

/// <summary>The settings of a <see cref="GitTarget"/>.</summary>
internal sealed partial record GitSettings : FileTargetSettings
{
    /// <summary>The top folder of a working tree that is on the branch to commit to.</summary>
    public required string Path { get; init; }

    /// <summary>The folder in the tree that is published to, such as <c>static/pictures</c>. Default: the tree itself.</summary>
    public string Directory { get; init; } = "";

    /// <summary>How many versions the tree holds; the history holds all. Default 1.</summary>
    public int Keep { get; init; } = 1;

    /// <summary>The remote that the branch is pushed to, by its name in the tree's configuration. Null pushes nowhere.</summary>
    public string? Push { get; init; }

    /// <summary>Whose commits they are. Default <c>Atelier</c>.</summary>
    public string Name { get; init; } = "Atelier";

    /// <summary>Default <c>atelier@localhost</c>.</summary>
    public string Email { get; init; } = "atelier@localhost";

    /// <summary>The commits' message; <c>{name}</c> and <c>{version}</c> become the publication's. Default <c>Publish {name}</c>.</summary>
    public string Message { get; init; } = "Publish {name}";

    public IEnumerable<(string Field, string Problem)> Problems(PublishFolders folders)
    {
        if (folders.Problem(Path) is { } problem)
        {
            yield return ("path", problem);
        }

        if (Directory.Length > 0 && !Directory.Split('/').All(part => PartPattern().IsMatch(part)))
        {
            yield return ("directory",
                $"{OneLine.Quoted(Directory)} is not possible; it must be a folder in the tree such as static/pictures");
        }

        if (Keep is < 1 or > 10_000)
        {
            yield return ("keep", $"is {Keep}; it must be from 1 to 10000");
        }

        if (Push is not null && !RemotePattern().IsMatch(Push))
        {
            yield return ("push", $"{OneLine.Quoted(Push)} is not possible; it must be the name of a remote of the tree, such as origin");
        }

        foreach (var (field, text) in ((string, string)[])[("name", Name), ("email", Email), ("message", Message)])
        {
            if (string.IsNullOrWhiteSpace(text) || (field != "message" && text.AsSpan().ContainsAny("<>\n\0")) || text.Contains('\0'))
            {
                yield return (field, "must be a text, without angle brackets");
            }
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RemotePattern();
}
