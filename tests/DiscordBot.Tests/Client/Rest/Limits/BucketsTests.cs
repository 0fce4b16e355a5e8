using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Client.Rest.Limits;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Rest.Limits;

public sealed class BucketsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualTime _time = new();
    private readonly Buckets _buckets;

    public BucketsTests() => _buckets = new Buckets(_time);

    [Fact]
    public async Task One_call_goes_ahead_until_the_limit_is_known()
    {
        var call = Calls.Messages("1");
        var first = await _buckets.EnterAsync(call, default);
        var second = _buckets.EnterAsync(call, default);
        Assert.False(second.IsCompleted);

        Leave(call, first, new RateLimitHeaders("b", 5, 4, TimeSpan.FromSeconds(5)));

        await second.WaitAsync(Patience);
    }

    [Fact]
    public async Task As_many_go_as_are_left_and_the_rest_when_the_limit_starts_anew()
    {
        var call = Calls.Messages("1");
        Leave(call, await _buckets.EnterAsync(call, default), new RateLimitHeaders("b", 3, 2, TimeSpan.FromSeconds(5)));
        var more = Enumerable.Range(0, 4).Select(_ => _buckets.EnterAsync(call, default)).ToArray();
        await Task.WhenAll(more[..2]).WaitAsync(Patience);
        _time.Pass(4.9);
        Assert.False(more[2].IsCompleted || more[3].IsCompleted);

        // One of the first window is under way still: it may be counted in the next.
        Leave(call, await more[0], new RateLimitHeaders("b", 3, 1, TimeSpan.FromSeconds(0.1)));
        _time.Pass(0.3);

        await Task.WhenAll(more).WaitAsync(Patience);
    }

    [Fact]
    public async Task Of_answers_that_come_in_another_order_the_strictest_holds()
    {
        var call = Calls.Messages("1");
        Leave(call, await _buckets.EnterAsync(call, default), new RateLimitHeaders("b", 5, 4, TimeSpan.FromSeconds(5)));
        var two = await Task.WhenAll(_buckets.EnterAsync(call, default), _buckets.EnterAsync(call, default));
        Leave(call, two[1], new RateLimitHeaders("b", 5, 0, TimeSpan.FromSeconds(5)));
        Leave(call, two[0], new RateLimitHeaders("b", 5, 3, TimeSpan.FromSeconds(5)));

        var next = _buckets.EnterAsync(call, default);

        _time.Pass(4.9);
        Assert.False(next.IsCompleted);
        await _time.UntilAsync(next);
    }

    [Fact]
    public async Task Another_channel_does_not_wait()
    {
        var call = Calls.Messages("1");
        Leave(call, await _buckets.EnterAsync(call, default), new RateLimitHeaders("b", 1, 0, TimeSpan.FromSeconds(5)));

        await _buckets.EnterAsync(Calls.Messages("2"), default).WaitAsync(Patience);

        Assert.False(_buckets.EnterAsync(call, default).IsCompleted);
    }

    [Fact]
    public async Task Addresses_of_one_bucket_share_its_limit()
    {
        var send = Calls.Messages("1");
        var edit = Calls.Message(HttpMethod.Patch, "1", "2");
        Leave(send, await _buckets.EnterAsync(send, default), new RateLimitHeaders("shared", 2, 1, TimeSpan.FromSeconds(5)));
        Leave(edit, await _buckets.EnterAsync(edit, default), new RateLimitHeaders("shared", 2, 0, TimeSpan.FromSeconds(5)));
        Leave(send, await _buckets.EnterAsync(send, default), new RateLimitHeaders("shared", 2, 0, TimeSpan.FromSeconds(5)));

        Assert.False(_buckets.EnterAsync(edit, default).IsCompleted);
    }

    [Fact]
    public async Task Calls_without_a_limit_do_not_wait_for_one_another()
    {
        var call = Calls.Get("/gateway/bot");
        Leave(call, await _buckets.EnterAsync(call, default), null);

        await Task.WhenAll(_buckets.EnterAsync(call, default), _buckets.EnterAsync(call, default)).WaitAsync(Patience);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_no_turn()
    {
        var call = Calls.Messages("1");
        var first = await _buckets.EnterAsync(call, default);
        using var cancelled = new CancellationTokenSource();
        var given = _buckets.EnterAsync(call, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.WaitAsync(Patience));

        Leave(call, first, new RateLimitHeaders("b", 2, 1, TimeSpan.FromSeconds(5)));

        await _buckets.EnterAsync(call, default).WaitAsync(Patience);
    }

    [Fact]
    public async Task What_is_over_is_forgotten()
    {
        for (var i = 0; i < 5000; i++)
        {
            var call = Calls.Callback($"{i}", "token");
            Leave(call, await _buckets.EnterAsync(call, default), new RateLimitHeaders("callbacks", 5, 4, TimeSpan.FromSeconds(1)));
            _time.Pass(0.1);
        }

        Assert.InRange(_buckets.Count, 1, 1000);
    }

    private void Leave(ApiCall call, Bucket bucket, RateLimitHeaders? headers)
    {
        if (headers is not null)
        {
            _buckets.Learn(call, bucket, headers);
        }

        bucket.Leave(headers, wasAnswered: true);
    }
}
