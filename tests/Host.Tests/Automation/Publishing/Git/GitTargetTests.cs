using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Folders;
using Atelier.Host.Automation.Publishing.Git;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Serve;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Automation.Publishing.Git;

/// <summary>A working tree with a remote. What a visitor reads is the tree.</summary>
public sealed class GitTargetTests : PublishTargetCompliance, IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly GitTarget _target;
    private Action _mend = () => { };

    public GitTargetTests()
    {
        _target = new GitTarget(
            new PublishFolders(new PublishingOptions { Folders = [_home["work"]] }, new ServerOptions { Data = _home["data"] }),
            TimeProvider.System);
        Git(_home.Path, "init", "-q", "--bare", "-b", "main", "remote.git");
        Git(_home.Path, "init", "-q", "-b", "main", "work");
        Git(Tree, "remote", "add", "origin", _home["remote.git"]);
        File.WriteAllText(_home["work", "README"], "a site\n");
        Git(Tree, "add", "README");
        Commit("First");
    }

    private protected override IPublishTarget Target => _target;

    private protected override string Settings => With(""","push":"origin" """);

    private string Tree => _home["work"];

    public void Dispose() => _home.Dispose();

    private protected override async Task<byte[]?> ReadAsync(string path) =>
        File.Exists(_home["work", path]) ? await File.ReadAllBytesAsync(_home["work", path]) : null;

    // 0: the branch cannot move. 1: the remote is gone. 2: a folder stands where a file is to come. 3: the tree's index is locked.
    private protected override bool Break(Publication next, int step)
    {
        _mend = step switch
        {
            0 => Lock(_home["work", ".git", "refs", "heads", "main.lock"]),
            1 => Hide(_home["remote.git"]),
            2 => Obstruct(_home["work", next.Name, next.Id, next.Files[1].Name]),
            3 => Lock(_home["work", ".git", "index.lock"]),
            _ => () => { },
        };
        return step <= 3;
    }

    private protected override void Mend() => _mend();

    [Fact]
    public async Task One_publication_is_one_commit_of_these_files_alone()
    {
        File.WriteAllText(_home["work", "README"], "changed, and not to be committed\n");
        File.WriteAllText(_home["work", "staged"], "staged, and not to be committed\n");
        Git(Tree, "add", "staged");

        await PublishAsync(SomePublication.Of(1));
        await PublishAsync(SomePublication.Of(1));

        Assert.Equal("2", Git(Tree, "rev-list", "--count", "HEAD"));
        Assert.Equal(
            "Ann <ann@example.org> Publish hero 2027-02-01 06:00:00 +0000",
            Git(Tree, "log", "-1", "--format=%an <%ae> %s %ad", "--date=iso"));
        Assert.Equal(
            [$"hero.json", $"hero/{SomePublication.Id(1)}/hero-1024.jpg", $"hero/{SomePublication.Id(1)}/hero-1024.webp",
                $"hero/{SomePublication.Id(1)}/hero-512.webp"],
            Git(Tree, "show", "--format=", "--name-only", "HEAD").Split('\n'));
        Assert.Equal(["A  staged", "M README"], Git(Tree, "status", "--porcelain").Split('\n').Select(line => line.Trim()).Order());
        Assert.Equal(Git(Tree, "rev-parse", "HEAD"), Git(_home["remote.git"], "rev-parse", "main"));
    }

    [Fact]
    public async Task A_push_that_fails_leaves_neither_commit_nor_files()
    {
        await PublishAsync(SomePublication.Of(1));
        var head = Git(Tree, "rev-parse", "HEAD");
        var mend = Hide(_home["remote.git"]);

        var failure = await Assert.ThrowsAsync<RunException>(() => PublishAsync(SomePublication.Of(2)));

        mend();
        Assert.Contains("git push", failure.Message);
        Assert.Equal(head, Git(Tree, "rev-parse", "HEAD"));
        Assert.Equal("", Git(Tree, "status", "--porcelain"));
        await AssertShowsAsync(SomePublication.Of(1));
    }

    [Fact]
    public async Task The_tree_holds_one_version_and_the_history_all()
    {
        await PublishAsync(SomePublication.Of(1));
        await PublishAsync(SomePublication.Of(2));

        Assert.Equal([SomePublication.Id(2)], Directory.GetDirectories(_home["work", "hero"]).Select(Path.GetFileName));
        Assert.Equal("", Git(Tree, "status", "--porcelain"));
        Assert.Contains(SomePublication.Id(1), Git(Tree, "ls-tree", "-r", "--name-only", "HEAD~1"));
        Assert.DoesNotContain(SomePublication.Id(1), Git(Tree, "ls-tree", "-r", "--name-only", "HEAD"));
    }

    [Fact]
    public async Task A_tree_without_a_commit_gets_its_first_one_below_the_folder_that_is_asked_for()
    {
        Git(_home.Path, "init", "-q", "-b", "main", "work/fresh");
        var settings =
            JsonSerializer.SerializeToElement(
                new { kind = "git", path = _home["work", "fresh"], directory = "static/pictures", alias = "hero.webp" });

        await _target.PublishAsync(SomePublication.Of(1), settings, default);

        Assert.Equal("1", Git(_home["work", "fresh"], "rev-list", "--count", "HEAD"));
        Assert.Equal("", Git(_home["work", "fresh"], "status", "--porcelain"));
        Assert.True(File.Exists(_home["work", "fresh", "static", "pictures", "hero.webp"]));
    }

    [Fact]
    public async Task A_folder_inside_a_tree_is_not_taken_for_one()
    {
        Directory.CreateDirectory(_home["work", "below"]);

        var failure = await Assert.ThrowsAsync<RunException>(() => _target.PublishAsync(
            SomePublication.Of(1), JsonSerializer.SerializeToElement(new { kind = "git", path = _home["work", "below"] }), default));

        Assert.Contains("is not the top folder of a git working tree", failure.Message);
    }

    [Theory]
    [InlineData(""","push":"--upload-pack=evil" """, "push")]
    [InlineData(""","push":"https://u:p@example.org/x" """, "push")]
    [InlineData(""","directory":"../up" """, "directory")]
    [InlineData(""","directory":".git/hooks" """, "directory")]
    [InlineData(""","name":"A <b>" """, "name")]
    [InlineData(""","keep":0""", "keep")]
    public void A_wrong_setting_is_named(string setting, string field) =>
        Assert.Equal(field, Assert.Single(_target.Check(JsonElement.Parse(With(setting)))).Field);

    private string With(string more)
    {
        var settings =
            JsonSerializer.SerializeToNode(new { kind = "git", path = Tree, name = "Ann", email = "ann@example.org" })!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{more.TrimStart(',')}}}")!.AsObject().ToList())
        {
            settings[name] = value!.DeepClone();
        }

        return settings.ToJsonString();
    }

    private static Action Lock(string path)
    {
        File.WriteAllText(path, "");
        return () => File.Delete(path);
    }

    private static Action Hide(string path)
    {
        Directory.Move(path, path + ".away");
        return () => Directory.Move(path + ".away", path);
    }

    private static Action Obstruct(string path)
    {
        Directory.CreateDirectory(path);
        return () => Directory.Delete(path);
    }

    private void Commit(string message) =>
        Git(Tree, "-c", "user.name=Bob", "-c", "user.email=bob@example.org", "commit", "-q", "-m", message);

    private static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
