using System.Security.Cryptography;
using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Tests.Automation.Publishing.Doubles;

namespace Atelier.Host.Tests.Automation.Publishing;

/// <summary>What every <see cref="IPublishTarget"/> that holds files keeps to.</summary>
public abstract class PublishTargetCompliance
{
    private const int MostSteps = 20;

    private static CancellationToken None => CancellationToken.None;

    private protected abstract IPublishTarget Target { get; }

    /// <summary>Settings that publish to the double.</summary>
    private protected abstract string Settings { get; }

    /// <summary>A word that must never be told, where there is one.</summary>
    private protected virtual string? Secret => null;

    /// <summary>What a visitor reads below the target's root; null where nothing is.</summary>
    private protected abstract Task<byte[]?> ReadAsync(string path);

    /// <summary>Makes a publication fail at its step of that number, from 0.</summary>
    /// <returns>False where it has no such step.</returns>
    private protected abstract bool Break(Publication next, int step);

    private protected abstract void Mend();

    [Fact]
    public async Task What_is_published_is_there_whole_with_an_index_that_says_so()
    {
        var place = await PublishAsync(SomePublication.Of(1));

        await AssertShowsAsync(SomePublication.Of(1));
        Assert.Equal(Target.Kind, place.Kind);
        Assert.NotEqual("", place.Place);
    }

    [Fact]
    public async Task The_next_takes_its_place_and_names_stand_side_by_side()
    {
        await PublishAsync(SomePublication.Of(1));
        await PublishAsync(SomePublication.Of(1, "footer"));
        await PublishAsync(SomePublication.Of(2));

        await AssertShowsAsync(SomePublication.Of(2));
        await AssertShowsAsync(SomePublication.Of(1, "footer"));
    }

    [Fact]
    public async Task Published_again_it_is_there_as_before_and_an_earlier_one_comes_back()
    {
        await PublishAsync(SomePublication.Of(1));
        await PublishAsync(SomePublication.Of(2));
        await PublishAsync(SomePublication.Of(2));
        await AssertShowsAsync(SomePublication.Of(2));

        await PublishAsync(SomePublication.Of(1));

        await AssertShowsAsync(SomePublication.Of(1));
    }

    [Fact]
    public async Task Broken_off_at_any_step_the_last_good_one_is_still_whole_and_the_next_try_heals()
    {
        var failures = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            var (good, next) = (SomePublication.Of(step * 2), SomePublication.Of(step * 2 + 1));
            await PublishAsync(good);
            if (!Break(next, step))
            {
                break;
            }

            var failure = await Record.ExceptionAsync(() => PublishAsync(next));
            Mend();
            if (failure is not null)
            {
                failures++;
                Assert.IsType<RunException>(failure);
                AssertTellsNoSecret(failure.Message);
            }

            await AssertShowsAsync(await VersionAsync("hero") == next.Id ? next : good);
            await PublishAsync(next);
            await AssertShowsAsync(next);
        }

        Assert.True(failures > 0, "nothing failed");
    }

    [Fact]
    public async Task Cancelled_before_it_begins_nothing_changes()
    {
        await PublishAsync(SomePublication.Of(1));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Target.PublishAsync(SomePublication.Of(2), JsonElement.Parse(Settings), cancelled.Token));

        await AssertShowsAsync(SomePublication.Of(1));
    }

    [Fact]
    public void Its_settings_are_right_and_one_that_nobody_knows_is_named()
    {
        Assert.Empty(Target.Check(JsonElement.Parse(Settings)));

        var (field, problem) = Assert.Single(Target.Check(JsonElement.Parse(Settings.TrimEnd().TrimEnd('}') + ",\"nonsense\":1}")));
        Assert.Equal("nonsense", field);
        Assert.Contains("unknown", problem);
    }

    [Fact]
    public async Task What_cannot_be_a_name_of_a_file_is_refused_before_anything_happens()
    {
        foreach (var name in (string[])["../evil.webp", ".htaccess", "a/b.webp", "C:.webp", "hero", "A.webp", "a.webp\n"])
        {
            var evil = SomePublication.Of(1) with { Files = [SomePublication.File(name, "image/webp", 8, 1)] };

            Assert.Equal("invalid_publication", (await Assert.ThrowsAsync<RunException>(() => PublishAsync(evil))).Code);
        }

        await Assert.ThrowsAsync<RunException>(() => PublishAsync(SomePublication.Of(1, "../up")));
        await Assert.ThrowsAsync<RunException>(
            () => PublishAsync(SomePublication.Of(1) with { Files = [SomePublication.File("a.html", "text/html", 8, 1)] }));
        Assert.Null(await ReadAsync("hero.json"));
    }

    private protected Task<PublishedPlace> PublishAsync(Publication publication) =>
        Target.PublishAsync(publication, JsonElement.Parse(Settings), None).WaitAsync(TimeSpan.FromSeconds(60));

    private protected async Task AssertShowsAsync(Publication publication)
    {
        var index = JsonElement.Parse(
            await ReadAsync($"{publication.Name}.json") ?? throw new InvalidOperationException("there is no index"));
        Assert.Equal(publication.Id, index.GetProperty("version").GetString());
        Assert.Equal(publication.Alt, index.GetProperty("alt").GetString());
        Assert.Equal(publication.Files.Count, index.GetProperty("files").GetArrayLength());
        foreach (var (file, listed) in publication.Files.Zip(index.GetProperty("files").EnumerateArray()))
        {
            var bytes = await ReadAsync(listed.GetProperty("src").GetString()!);
            Assert.NotNull(bytes);
            Assert.Equal(listed.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(file.Hash, listed.GetProperty("sha256").GetString());
        }
    }

    private async Task<string?> VersionAsync(string name) =>
        await ReadAsync($"{name}.json") is { } index ? JsonElement.Parse(index).GetProperty("version").GetString() : null;

    private void AssertTellsNoSecret(string message)
    {
        if (Secret is { } secret)
        {
            Assert.DoesNotContain(secret, message);
        }
    }
}
