using System.Text;
using Atelier.Host.Automation.Publishing.Index;

namespace Atelier.Host.Automation.Publishing.Git;

/// <summary>Makes a commit from another one and some files, without touching the working tree, its index or a branch.</summary>
/// <param name="head">The commit that it follows; null where there is none yet.</param>
internal sealed class GitCommit(GitCommand git, string? head)
{
    /// <summary>How git writes that nothing is there.</summary>
    public const string None = "0000000000000000000000000000000000000000";

    /// <returns>The new commit, or the one before where nothing would change.</returns>
    public async Task<string> MakeAsync(
        IReadOnlyList<ReleaseFile> files, IReadOnlyList<string> removed, string message, CancellationToken cancellation)
    {
        var index = Path.GetTempFileName();
        try
        {
            // An index that is an empty file is a broken one.
            File.Delete(index);
            var tree = await TreeAsync(git.With("GIT_INDEX_FILE", index), files, removed, cancellation);
            return head is not null && await git.RunAsync(cancellation, "rev-parse", $"{head}^{{tree}}") == tree
                ? head
                : await git.FeedAsync(
                    Encoding.UTF8.GetBytes(message), cancellation,
                    head is null ? ["commit-tree", tree, "-F", "-"] : ["commit-tree", tree, "-p", head, "-F", "-"]);
        }
        finally
        {
            File.Delete(index);
        }
    }

    private async Task<string> TreeAsync(
        GitCommand beside, IReadOnlyList<ReleaseFile> files, IReadOnlyList<string> removed, CancellationToken cancellation)
    {
        await beside.RunAsync(cancellation, "read-tree", head ?? "--empty");
        if (removed.Count > 0)
        {
            await beside.RunAsync(cancellation, ["rm", "-r", "-q", "--cached", "--ignore-unmatch", "--", .. removed]);
        }

        var entries = new StringBuilder();
        foreach (var file in files)
        {
            var blob = await git.FeedAsync(file.Bytes, cancellation, "hash-object", "-w", "--stdin");
            entries.Append("100644 ").Append(blob).Append('\t').Append(file.Path).Append('\n');
        }

        await beside.FeedAsync(Encoding.UTF8.GetBytes(entries.ToString()), cancellation, "update-index", "--index-info");
        return await beside.RunAsync(cancellation, "write-tree");
    }
}
