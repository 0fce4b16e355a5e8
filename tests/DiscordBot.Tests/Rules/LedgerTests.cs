using Atelier.DiscordBot.Rules;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Rules;

public sealed class LedgerTests : IDisposable
{
    private readonly FakeFrontEndHost _host = new();
    private readonly Ledger _ledger;

    public LedgerTests() => _ledger = new Ledger(_host);

    [Fact]
    public async Task Nothing_comes_between_judging_and_counting()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => AddAsync($"{number}", entries =>
        {
            // Gives the others time to come between, which they must not.
            Thread.Sleep(1);
            return entries < 40;
        }))));

        Assert.Equal(40, added.Count(isIn => isIn));
        Assert.Equal(40, (await _host.Store.ListAsync("admission/")).Count);
    }

    [Fact]
    public async Task What_cannot_be_kept_does_not_count()
    {
        using var ledger = new Ledger(_host);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ledger.AddAsync(Entry(new string('1', 300)), _ => { }, default));

        var seen = -1;
        await ledger.AddAsync(Entry("2"), entries => seen = entries.Count, default);
        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task What_is_over_is_forgotten_after_a_day_and_what_is_open_is_not()
    {
        await _ledger.AddAsync(Entry("1"), _ => { }, default);
        await _ledger.AddAsync(Entry("2"), _ => { }, default);
        await _ledger.CloseAsync("1", default);
        _host.Clock.Pass(TimeSpan.FromHours(24));

        Assert.Equal(["admission/2"], (await _host.Store.ListAsync("admission/")).Select(entry => entry.Key));
        IReadOnlyList<LedgerEntry> seen = [];
        await _ledger.AddAsync(Entry("3"), entries => seen = entries, default);
        Assert.Equal(["2"], seen.Select(entry => entry.Id));
        await _ledger.CloseAsync("2", default);
        Assert.Equal(["admission/3"], (await _host.Store.ListAsync("admission/")).Select(entry => entry.Key));
    }

    [Fact]
    public async Task What_is_unknown_can_be_closed_and_removed()
    {
        await _ledger.CloseAsync("unknown", default);
        await _ledger.RemoveAsync("unknown", default);
    }

    public void Dispose() => _ledger.Dispose();

    private LedgerEntry Entry(string id) => new(id, Some.GuildId, Some.UserId, 1, _host.Clock.GetUtcNow(), IsOpen: true);

    private async Task<bool> AddAsync(string id, Func<int, bool> mayBe)
    {
        try
        {
            await _ledger.AddAsync(Entry(id), entries => { if (!mayBe(entries.Count)) { throw new RoomRefusal(""); } }, default);
            return true;
        }
        catch (RoomRefusal)
        {
            return false;
        }
    }
}
