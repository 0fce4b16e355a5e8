using Atelier.Host.Security;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Security;

public class TokenBucketsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_burst_is_let_through_and_then_the_average()
    {
        var buckets = new TokenBuckets(perSecond: 2, burst: 3, _time);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(buckets.Take("a")));

        Assert.Equal(TimeSpan.FromSeconds(0.5), buckets.Take("a"));
        _time.Pass(0.5);
        Assert.Null(buckets.Take("a"));
        Assert.NotNull(buckets.Take("a"));
    }

    [Fact]
    public void One_name_takes_nothing_from_another()
    {
        var buckets = new TokenBuckets(perSecond: 1, burst: 1, _time);

        Assert.Null(buckets.Take("a"));
        Assert.Null(buckets.Take("b"));
        Assert.NotNull(buckets.Take("a"));
    }

    [Fact]
    public void A_bucket_holds_no_more_than_the_burst_however_long_it_rests()
    {
        var buckets = new TokenBuckets(perSecond: 1, burst: 2, _time);
        buckets.Take("a");
        _time.Pass(1000);

        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => buckets.Take("a") is null));
    }

    [Fact]
    public void A_flood_of_names_is_forgotten_again()
    {
        var buckets = new TokenBuckets(perSecond: 1, burst: 1, _time);
        for (var i = 0; i < 25_000; i++)
        {
            Assert.Null(buckets.Take($"{i}"));
        }
    }
}
