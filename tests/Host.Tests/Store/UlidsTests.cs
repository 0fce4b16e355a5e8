using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store;

public sealed class UlidsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_ulid_is_its_time_and_its_randomness()
    {
        _time.Jump(DateTimeOffset.FromUnixTimeMilliseconds(1469918176385) - _time.GetUtcNow());

        // The specification's example of a time: 01ARYZ6S41.
        Assert.Equal("01ARYZ6S410000000000000000", new Ulids(_time, bytes => bytes.Clear()).Next());
        Assert.Equal("01ARYZ6S41ZZZZZZZZZZZZZZZZ", new Ulids(_time, bytes => bytes.Fill(255)).Next());
    }

    [Fact]
    public void Ids_grow_where_the_clock_stands_still_goes_back_or_on()
    {
        var ids = new Ulids(_time, bytes => bytes.Fill(255));
        var made = new List<string> { ids.Next(), ids.Next() };
        _time.Jump(TimeSpan.FromHours(-2));
        made.Add(ids.Next());
        _time.Jump(TimeSpan.FromHours(2.5));
        made.Add(ids.Next());

        Assert.Equal(made.Order(StringComparer.Ordinal).Distinct(), made);
        Assert.All(made, id => Assert.Equal(26, id.Length));
    }
}
