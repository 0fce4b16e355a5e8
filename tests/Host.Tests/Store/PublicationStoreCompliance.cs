using System.Globalization;
using Atelier.Host.Store;
using Atelier.Host.Tests.Automation.Publishing.Doubles;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IPublicationStore"/> keeps to.</summary>
public abstract class PublicationStoreCompliance
{
    private static CancellationToken None => CancellationToken.None;

    private protected abstract IPublicationStore Store { get; }

    [Fact]
    public async Task A_publication_is_found_with_all_that_is_known_of_it()
    {
        await AddAsync(1, """[{"kind":"site"}]""");

        var kept = (await Store.FindAsync("hero", SomePublication.Id(1), None))!;
        var facts = SomePublication.Of(1).Facts();
        Assert.Equal(facts.Files, kept.Facts.Files);
        Assert.Equal(facts with { Files = kept.Facts.Files }, kept.Facts);
        Assert.Equal("""[{"kind":"site"}]""", kept.Targets);
        Assert.Equal((false, false, false), (kept.Everywhere, kept.RolledBack, kept.WasShown));
        Assert.Null(await Store.FindAsync("footer", SomePublication.Id(1), None));
    }

    [Fact]
    public async Task Added_again_it_stays_but_for_its_targets()
    {
        await AddAsync(1, """[{"kind":"site"}]""");
        await Store.AddAsync(SomePublication.Of(1).Facts() with { Alt = "another" }, "[]", None);
        Assert.Equal("""[{"kind":"site"}]""", (await Store.FindAsync("hero", SomePublication.Id(1), None))!.Targets);

        await Store.AddAsync(SomePublication.Of(1).Facts() with { Alt = "another" }, """[{"kind":"git"}]""", None);

        var kept = Assert.Single(await Store.HistoryAsync("hero", None));
        Assert.Equal(("A lighthouse in the morning", """[{"kind":"git"}]"""), (kept.Facts.Alt, kept.Targets));
    }

    [Fact]
    public async Task The_present_one_is_the_last_that_any_target_took()
    {
        await AddAsync(1);
        Assert.Equal(new PublishedName("hero", null, null, null), await Store.FindNameAsync("hero", None));
        await Store.PlaceAsync("hero", SomePublication.Id(1), """[{"kind":"site"}]""", true, None);
        await AddAsync(2);
        await Store.PlaceAsync("hero", SomePublication.Id(2), "[]", false, None);

        Assert.Equal(SomePublication.Id(1), (await Store.FindNameAsync("hero", None))!.Present);
        Assert.Equal([false, true], (await Store.HistoryAsync("hero", None)).Select(kept => kept.Everywhere));
    }

    [Fact]
    public async Task What_the_site_shows_is_remembered_when_it_shows_another()
    {
        await AddAsync(1);
        await AddAsync(2);
        Assert.Null(await Store.FindShownAsync("hero", None));
        await Store.ShowAsync("hero", SomePublication.Id(1), None);
        await Store.ShowAsync("hero", SomePublication.Id(2), None);

        Assert.Equal(SomePublication.Id(2), (await Store.FindShownAsync("hero", None))!.Facts.Id);
        Assert.All(await Store.HistoryAsync("hero", None), kept => Assert.True(kept.WasShown));
    }

    [Fact]
    public async Task Going_back_marks_what_came_after_and_going_forth_takes_the_mark_away()
    {
        for (var number = 1; number <= 3; number++)
        {
            await AddAsync(number);
        }

        await Store.BeginReturnAsync("hero", SomePublication.Id(1), None);
        Assert.Equal(SomePublication.Id(1), (await Store.FindNameAsync("hero", None))!.Returning);
        Assert.Equal([true, true, false], (await Store.HistoryAsync("hero", None)).Select(kept => kept.RolledBack));
        await Store.EndReturnAsync("hero", None);
        await Store.BeginReturnAsync("hero", SomePublication.Id(2), None);
        await Store.EndReturnAsync("hero", None);

        Assert.Equal([true, false, false], (await Store.HistoryAsync("hero", None)).Select(kept => kept.RolledBack));
        Assert.Null((await Store.FindNameAsync("hero", None))!.Returning);
    }

    [Fact]
    public async Task Old_ones_go_but_for_those_in_use()
    {
        for (var number = 1; number <= 6; number++)
        {
            await AddAsync(number);
        }

        await Store.ShowAsync("hero", SomePublication.Id(1), None);
        await Store.PlaceAsync("hero", SomePublication.Id(2), """[{"kind":"site"}]""", true, None);
        await AddAsync(1, name: "footer");

        Assert.Equal(2, await Store.RemoveOldAsync("hero", 2, None));

        Assert.Equal(
            [6, 5, 2, 1],
            (await Store.HistoryAsync("hero", None)).Select(kept => int.Parse(kept.Facts.Id[3..], CultureInfo.InvariantCulture)));
        Assert.Single(await Store.HistoryAsync("footer", None));
    }

    [Fact]
    public async Task One_in_use_is_not_removed_alone_and_a_name_goes_with_all_of_it()
    {
        await AddAsync(1);
        await AddAsync(2);
        await Store.ShowAsync("hero", SomePublication.Id(2), None);

        Assert.False(await Store.RemoveAsync("hero", SomePublication.Id(2), None));
        Assert.True(await Store.RemoveAsync("hero", SomePublication.Id(1), None));
        Assert.False(await Store.RemoveAsync("hero", SomePublication.Id(1), None));
        Assert.True(await Store.RemoveAsync("hero", null, None));
        Assert.False(await Store.RemoveAsync("hero", null, None));
        Assert.Empty(await Store.NamesAsync(None));
        Assert.Empty(await Store.HashesAsync(None));
    }

    [Fact]
    public async Task All_files_of_all_publications_are_named()
    {
        await AddAsync(1);
        await AddAsync(2, name: "footer");

        Assert.Equal(
            SomePublication.Of(1).Files.Concat(SomePublication.Of(2, "footer").Files).Select(file => file.Hash).Distinct().Order(),
            (await Store.HashesAsync(None)).Order());
        Assert.Equal(["footer", "hero"], (await Store.NamesAsync(None)).Select(name => name.Name));
    }

    private Task AddAsync(int number, string targets = "[]", string name = "hero") =>
        Store.AddAsync(SomePublication.Of(number, name).Facts(), targets, None);
}
