using Atelier.Diffusion.Imaging;
using Atelier.Host.Automation.Publishing.Folders;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing.Git;

/// <summary>
/// A working tree: one commit a publication, pushed where that is wished. (1) The commit is made beside the tree, from HEAD and the new
/// files alone, so that nobody's staged or changed files get into it. (2) The branch moves to it, unless it moved meanwhile. (3) It is
/// pushed; where that fails the branch moves back. (4) The files of the tree follow, the index last.
/// </summary>
internal sealed class GitTarget(PublishFolders folders, TimeProvider time) : PublishTarget<GitSettings>
{
    private readonly TurnByName _turns = new();

    public override string Kind => TargetKinds.Git;

    protected override IEnumerable<(string Field, string Problem)> Problems(GitSettings settings) => settings.Problems(folders);

    protected override async Task<PublishedPlace> PublishAsync(
        Publication publication, GitSettings settings, CancellationToken cancellation)
    {
        var root = folders.Find(settings.Path)!;
        using var turn = await _turns.TakeAsync(root, cancellation);
        var git = Command(root, publication, settings);
        if (await git.TryAsync(cancellation, "rev-parse", "--show-prefix") is not "")
        {
            throw new RunException("publish_failed", $"{root} is not the top folder of a git working tree");
        }

        var branch = await git.TryAsync(cancellation, "symbolic-ref", "-q", "HEAD")
            ?? throw new RunException("publish_failed", $"{root} is on no branch; check one out");
        var prefix = settings.Directory.Length > 0 ? settings.Directory + "/" : "";
        var release = Release.Of(publication, settings.Alias).Select(file => file with { Path = prefix + file.Path }).ToList();
        var old = VersionFolders.Old(Path.Combine(root, prefix + publication.Name), publication.Id, settings.Keep);
        var head = await git.TryAsync(cancellation, "rev-parse", "-q", "--verify", "HEAD^{commit}");
        var commit = await new GitCommit(git, head).MakeAsync(
            release, [.. old.Select(folder => $"{prefix}{publication.Name}/{Path.GetFileName(folder)}")], Message(publication, settings),
            cancellation);

        await MoveAsync(git, branch, head, commit, settings.Push, cancellation);
        await FollowAsync(git, root, release, old);
        return settings.Place(publication, $"git {root}{(prefix.Length > 0 ? $" in {settings.Directory}" : "")}");
    }

    private GitCommand Command(string root, Publication publication, GitSettings settings)
    {
        // The publication's own time: made again after a crash, the commit is the same one.
        var at = $"{publication.At.ToUnixTimeSeconds()} +0000";
        return new GitCommand(
            root,
            new Dictionary<string, string>
            {
                ["GIT_AUTHOR_NAME"] = settings.Name,
                ["GIT_AUTHOR_EMAIL"] = settings.Email,
                ["GIT_AUTHOR_DATE"] = at,
                ["GIT_COMMITTER_NAME"] = settings.Name,
                ["GIT_COMMITTER_EMAIL"] = settings.Email,
                ["GIT_COMMITTER_DATE"] = at,
            },
            time);
    }

    private static string Message(Publication publication, GitSettings settings) => settings.Message
        .Replace("{name}", publication.Name, StringComparison.Ordinal).Replace("{version}", publication.Id, StringComparison.Ordinal);

    private static async Task MoveAsync(
        GitCommand git, string branch, string? head, string commit, string? remote, CancellationToken cancellation)
    {
        var moves = commit != head;
        if (moves)
        {
            await git.RunAsync(cancellation, "update-ref", "-m", "atelier: publish", branch, commit, head ?? GitCommit.None);
        }

        if (remote is null)
        {
            return;
        }

        try
        {
            await git.RunAsync(cancellation, "push", "-q", "--", remote, $"{commit}:{branch}");
        }
        catch when (moves)
        {
            await git.RunAsync(
                CancellationToken.None, head is null ? ["update-ref", "-d", branch, commit] : ["update-ref", branch, head, commit]);
            throw;
        }
    }

    // Not to be broken off: the commit is there. What a crash leaves out, the next publication writes.
    private static async Task FollowAsync(GitCommand git, string root, IReadOnlyList<ReleaseFile> release, IReadOnlyList<string> old)
    {
        try
        {
            foreach (var file in release)
            {
                PublicFile.Write(root, file);
            }

            foreach (var folder in old)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunException(
                "publish_failed",
                $"it is committed, but the files of {root} could not be written: {(DiskFull.Is(exception) ? "the disk is full" : OneLine.Of(exception.Message))}");
        }

        await git.RunAsync(
            CancellationToken.None,
            ["reset", "-q", "HEAD", "--", .. release.Select(file => file.Path),
                .. old.Select(folder => Path.GetRelativePath(root, folder).Replace('\\', '/'))]);
    }
}
