namespace Atelier.Host.Automation.Publishing.Folders;

/// <summary>The settings of a <see cref="FolderTarget"/>.</summary>
internal sealed record FolderSettings : FileTargetSettings
{
    /// <summary>Which folder.</summary>
    public required string Path { get; init; }

    /// <summary>How many versions stay, with the present one. Default 5.</summary>
    public int Keep { get; init; } = 5;

    public IEnumerable<(string Field, string Problem)> Problems(PublishFolders folders)
    {
        if (folders.Problem(Path) is { } problem)
        {
            yield return ("path", problem);
        }

        if (Keep is < 1 or > 10_000)
        {
            yield return ("keep", $"is {Keep}; it must be from 1 to 10000");
        }
    }
}
