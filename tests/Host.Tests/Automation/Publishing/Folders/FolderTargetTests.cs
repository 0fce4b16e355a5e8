using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Folders;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Serve;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Automation.Publishing.Folders;

public sealed class FolderTargetTests : PublishTargetCompliance, IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly FolderTarget _target;
    private string? _obstacle;

    public FolderTargetTests() => _target = new FolderTarget(
        new PublishFolders(new PublishingOptions { Folders = [_home["www"]] }, new ServerOptions { Data = _home["data"] }),
        NullLogger<FolderTarget>.Instance);

    private protected override IPublishTarget Target => _target;

    private protected override string Settings => With("");

    public void Dispose() => _home.Dispose();

    private protected override async Task<byte[]?> ReadAsync(string path) =>
        File.Exists(_home["www", path]) ? await File.ReadAllBytesAsync(_home["www", path]) : null;

    // A folder that stands where a file is to come.
    private protected override bool Break(Publication next, int step)
    {
        if (step >= next.Files.Count)
        {
            return false;
        }

        _obstacle = _home["www", next.Name, next.Id, next.Files[step].Name];
        Directory.CreateDirectory(_obstacle);
        return true;
    }

    private protected override void Mend() => Directory.Delete(_obstacle!);

    [Fact]
    public async Task As_many_versions_stay_as_are_to_be_kept_and_what_others_put_there()
    {
        Directory.CreateDirectory(_home["www", "hero", "drafts"]);
        for (var number = 1; number <= 5; number++)
        {
            await _target.PublishAsync(SomePublication.Of(number), JsonElement.Parse(With(""","keep":3""")), default);
        }

        await _target.PublishAsync(SomePublication.Of(3), JsonElement.Parse(With(""","keep":2""")), default);

        Assert.Equal(
            [SomePublication.Id(3), SomePublication.Id(5), "drafts"],
            Directory.GetDirectories(_home["www", "hero"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_alias_always_is_the_picture_itself()
    {
        var settings = JsonElement.Parse(With(""","alias":"hero.webp","publicUrl":"https://example.org/pictures/" """));
        await _target.PublishAsync(SomePublication.Of(1), settings, default);
        var place = await _target.PublishAsync(SomePublication.Of(2), settings, default);

        Assert.Equal(SomePublication.Of(2).Files[0].Bytes.ToArray(), await ReadAsync("hero.webp"));
        Assert.Equal(
            ("https://example.org/pictures/hero.webp", "https://example.org/pictures/hero.json"), (place.PictureUrl, place.IndexUrl));
    }

    [Fact]
    public async Task What_stands_in_the_way_of_the_index_is_found_before_anything_is_written()
    {
        Directory.CreateDirectory(_home["www", "hero.json"]);

        var failure = await Assert.ThrowsAsync<RunException>(() => PublishAsync(SomePublication.Of(1)));

        Assert.Contains("hero.json is a folder", failure.Message);
        Assert.False(Directory.Exists(_home["www", "hero"]));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_goes()
    {
        Directory.CreateDirectory(_home["www"]);
        await File.WriteAllTextAsync(_home["www", ".atelier-hero.json.0123"], "{");

        await PublishAsync(SomePublication.Of(1));

        Assert.Empty(Directory.GetFiles(_home["www"], ".*"));
    }

    [Fact]
    public async Task A_visitor_who_reads_all_the_while_never_sees_half_of_one()
    {
        await PublishAsync(SomePublication.Of(0));
        using var over = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var seen = 0;
            for (; !over.IsCancellationRequested; seen++)
            {
                var index = JsonElement.Parse((await ReadAsync("hero.json"))!);
                var number = int.Parse(index.GetProperty("version").GetString()![3..], System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(
                    SomePublication.Of(number).Files[2].Bytes.ToArray(),
                    await ReadAsync(index.GetProperty("files")[2].GetProperty("src").GetString()!));
            }

            return seen;
        });
        for (var number = 1; number <= 20; number++)
        {
            await _target.PublishAsync(SomePublication.Of(number), JsonElement.Parse(With(""","keep":30""")), default);
        }

        await over.CancelAsync();
        Assert.True(await reader > 0);
    }

    [Theory]
    [InlineData("website", true)]
    [InlineData("website/pictures", true)]
    [InlineData("../jobs", false)]
    [InlineData("website/../../up", false)]
    [InlineData("website/.git/hooks", false)]
    [InlineData("/etc", false)]
    [InlineData("", false)]
    public void Only_folders_that_are_allowed_are_written_to(string path, bool right)
    {
        var problems = _target.Check(JsonSerializer.SerializeToElement(new { kind = "folder", path })).ToList();

        Assert.Equal(right ? [] : ["path"], problems.Select(problem => problem.Field));
    }

    [Fact]
    public void A_folder_beside_an_allowed_one_is_not_allowed()
    {
        Assert.NotEmpty(_target.Check(JsonSerializer.SerializeToElement(new { kind = "folder", path = _home["www-other"] })));
        Assert.Empty(_target.Check(JsonSerializer.SerializeToElement(new { kind = "folder", path = _home["www", "deep", "below"] })));
    }

    [Theory]
    [InlineData("""{"kind":"folder"}""", "path")]
    [InlineData("""{"kind":"folder","path":7}""", "path")]
    [InlineData("""{"kind":"folder","path":"a","keep":0}""", "keep")]
    [InlineData("""{"kind":"folder","path":"a","alias":"../a.webp"}""", "alias")]
    [InlineData("""{"kind":"folder","path":"a","alias":"hero.json"}""", "alias")]
    [InlineData("""{"kind":"folder","path":"a","publicUrl":"https://u:p@example.org"}""", "publicUrl")]
    public void A_wrong_setting_is_named(string settings, string field) =>
        Assert.Equal(field, Assert.Single(_target.Check(JsonElement.Parse(settings))).Field);

    private string With(string more) => $$"""{"kind":"folder","path":{{JsonSerializer.Serialize(_home["www"])}}{{more}}}""";
}
