using Atelier.Host.Tests.Doubles;
using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Tests.Webhooks.Out;

public class AnswerRuleTests
{
    private readonly ManualTime _time = new();
    private readonly AnswerRule _rule;

    public AnswerRuleTests() => _rule = new AnswerRule(new RetrySchedule(() => 0), _time);

    private DateTimeOffset Now => _time.GetUtcNow();

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(299)]
    public void Only_2xx_is_a_success(int status) => Assert.Equal(new DeliveryVerdict(DeliveryState.Delivered), Of(status));

    [Theory]
    [InlineData(199)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(null)]
    public void All_else_is_tried_again(int? status) =>
    Assert.Equal(new DeliveryVerdict(DeliveryState.Waiting, Now + TimeSpan.FromSeconds(5)), Of(status));

    [Fact]
    public void Who_is_gone_is_not_called_again()
    {
        var verdict = Of(410);

        Assert.Equal((DeliveryState.Dead, null), (verdict.State, verdict.DueAt));
        Assert.Contains("410", verdict.Disabled);
    }

    [Fact]
    public void Retry_After_is_honoured_where_it_is_later_and_up_to_a_day()
    {
        Assert.Equal(Now + TimeSpan.FromMinutes(2), Of(503, retryAfter: TimeSpan.FromMinutes(2)).DueAt);
        Assert.Equal(Now + TimeSpan.FromSeconds(5), Of(503, retryAfter: TimeSpan.FromSeconds(1)).DueAt);
        Assert.Equal(Now + TimeSpan.FromHours(24), Of(503, retryAfter: TimeSpan.FromDays(400)).DueAt);
        Assert.Null(Of(503, retryAfter: TimeSpan.FromMinutes(2)).PausedUntil);
    }

    [Theory]
    [InlineData(429, 0, 30)]
    [InlineData(502, 1, 60)]
    [InlineData(504, 3, 240)]
    [InlineData(429, 50, 900)]
    public void Who_has_too_much_is_called_less(int status, int before, int seconds) =>
        Assert.Equal(Now + TimeSpan.FromSeconds(seconds), Of(status, throttles: before).PausedUntil);

    [Fact]
    public void Who_says_how_long_is_left_alone_so_long() =>
        Assert.Equal(Now + TimeSpan.FromMinutes(7), Of(429, retryAfter: TimeSpan.FromMinutes(7)).PausedUntil);

    [Fact]
    public void After_the_last_attempt_a_message_is_dead_and_one_through_which_nothing_came_for_days_is_given_up()
    {
        var short_ = Of(500, tries: 9, failingSince: Now - TimeSpan.FromHours(2));
        var long_ = Of(500, tries: 9, failingSince: Now - TimeSpan.FromHours(75));

        Assert.Equal(new DeliveryVerdict(DeliveryState.Dead), short_);
        Assert.Equal(DeliveryState.Dead, long_.State);
        Assert.Contains("nothing got through", long_.Disabled);
        Assert.Equal(DeliveryState.Waiting, Of(500, tries: 8, failingSince: Now - TimeSpan.FromHours(75)).State);
    }

    private DeliveryVerdict Of(
        int? status, int tries = 0, TimeSpan? retryAfter = null, int throttles = 0, DateTimeOffset? failingSince = null)
    {
        var delivery = new Delivery("msg_1", "w", "job.failed", "{}", DeliveryState.Waiting, tries, tries, Now, Now, null);
        var webhook = new Webhook(
            "w", "ann", new Uri("https://example.org/"), "", ["*"], null, true, null, "", null, null, Now, null, throttles, failingSince);
        return _rule.Of(
            new DueDelivery(delivery, webhook), new Call(new DeliveryAttempt(tries + 1, Now, status, null, TimeSpan.Zero, ""), retryAfter));
    }
}
