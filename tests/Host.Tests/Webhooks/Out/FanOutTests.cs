using Atelier.Host.Tests.Store;
using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Tests.Webhooks.Out;

public class FanOutTests
{
    [Fact]
    public async Task Each_webhook_hears_what_it_asked_for_in_order()
    {
        await using var fixture = await OutFixture.StartAsync(sends: false);
        var all = await fixture.AddAsync();
        var some = await fixture.AddAsync(events: ["schedule.*", "plugin.failed"]);

        foreach (var type in (string[])["recipe.started", "schedule.missed", "plugin.loaded", "plugin.failed"])
        {
            await fixture.TellAsync(type);
        }

        await fixture.FanOut.CatchUpAsync(default);
        Assert.Equal(["recipe.started", "schedule.missed", "plugin.loaded", "plugin.failed"], await TypesAsync(fixture, all));
        Assert.Equal(["schedule.missed", "plugin.failed"], await TypesAsync(fixture, some));
    }

    [Fact]
    public async Task What_happened_before_a_webhook_was_there_or_while_it_was_disabled_is_not_told()
    {
        await using var fixture = await OutFixture.StartAsync(sends: false);
        await fixture.TellAsync("recipe.started");
        var webhook = await fixture.AddAsync();
        await fixture.TellAsync("recipe.published");
        await fixture.FanOut.CatchUpAsync(default);
        await fixture.Book.ChangeAsync(webhook.Id, new WebhookWish("", null, null, null, null), enabled: false, default);
        await fixture.TellAsync("recipe.failed");
        await fixture.FanOut.CatchUpAsync(default);
        await fixture.Book.ChangeAsync(webhook.Id, new WebhookWish("", null, null, null, null), enabled: true, default);
        await fixture.TellAsync("recipe.succeeded");
        await fixture.FanOut.CatchUpAsync(default);

        Assert.Equal(["recipe.published", "recipe.succeeded"], await TypesAsync(fixture, webhook));
    }

    [Fact]
    public async Task A_job_tells_its_own_webhook_how_it_ended_and_nothing_else()
    {
        await using var fixture = await OutFixture.StartAsync();
        var (one, other) = (await fixture.Jobs.AddAsync(Some.Job(), default), await fixture.Jobs.AddAsync(Some.Job(), default));
        var webhook = await fixture.Book.AddOfJobAsync(Wish(fixture), "ann", one.Id, default);
        foreach (var _ in (string[])["first", "second"])
        {
            await fixture.Jobs.SucceedAsync((await fixture.Jobs.LeaseAsync(Some.Worker, default))!.Lease, [Some.Picture()], default);
        }

        await fixture.FanOut.CatchUpAsync(default);

        Assert.Equal(["job.succeeded"], await TypesAsync(fixture, webhook));
        var message = await fixture.Receiver.NextAsync();
        Assert.True(message.IsSignedWith(webhook.Secret));
        Assert.Contains(one.Id, message.Body);
        Assert.DoesNotContain(other.Id, message.Body);
        Assert.Empty(await fixture.Webhooks.ListAsync(default));
    }

    [Fact]
    public async Task A_job_that_was_over_before_its_webhook_was_kept_is_told_once()
    {
        await using var fixture = await OutFixture.StartAsync(sends: false);
        var job = await fixture.Jobs.AddAsync(Some.Job(), default);
        await fixture.Jobs.CancelAsync(job.Id, default);
        await fixture.FanOut.CatchUpAsync(default);

        var first = await fixture.Book.AddOfJobAsync(Wish(fixture), "ann", job.Id, default);
        var again = await fixture.Book.AddOfJobAsync(Wish(fixture), "ann", job.Id, default);
        await fixture.FanOut.CatchUpAsync(default);

        Assert.Equal((first.Id, first.Secret), (again.Id, again.Secret));
        Assert.Equal(["job.canceled"], await TypesAsync(fixture, first));
    }

    [Fact]
    public async Task A_webhook_for_which_too_much_waits_is_given_up()
    {
        await using var fixture = await OutFixture.StartAsync(sends: false);
        var webhook = await fixture.AddAsync();
        var many = Enumerable.Range(0, 10_001).Select(number => new NewDelivery($"msg_{number}", webhook.Id, null, "webhook.ping", "{}"))
            .ToList();

        await fixture.Deliveries.EnqueueAsync(many, null, default);

        Assert.False((await fixture.Webhooks.FindAsync(webhook.Id, default))!.Enabled);
        Assert.Empty((await fixture.Deliveries.ListAsync(new DeliveryFilter(1, State: DeliveryState.Waiting), default)).Deliveries);
        Assert.Equal(10_001, await fixture.Deliveries.ResendAsync(webhook.Id, null, default));
    }

    [Fact]
    public async Task Old_deliveries_go_and_with_them_webhooks_of_jobs_that_have_nothing_left_to_send()
    {
        await using var fixture = await OutFixture.StartAsync();
        var kept = await fixture.AddAsync(events: "plugin.*");
        var job = await fixture.Jobs.AddAsync(Some.Job(), default);
        var own = await fixture.Book.AddOfJobAsync(Wish(fixture), "ann", job.Id, default);
        await fixture.Jobs.CancelAsync(job.Id, default);
        await fixture.FanOut.CatchUpAsync(default);
        await fixture.SettledAsync(one => one.State == DeliveryState.Delivered);
        var waiting = await fixture.Jobs.AddAsync(Some.Job(), default);
        await fixture.Book.AddOfJobAsync(Wish(fixture), "ann", waiting.Id, default);

        Assert.Equal(0, await fixture.Deliveries.RemoveOldAsync(fixture.Time.GetUtcNow(), default));
        fixture.Time.Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, await fixture.Deliveries.RemoveOldAsync(fixture.Time.GetUtcNow(), default));

        Assert.Null(await fixture.Webhooks.FindAsync(own.Id, default));
        Assert.NotNull(await fixture.Webhooks.FindAsync(kept.Id, default));
        Assert.NotNull(await fixture.Webhooks.OfJobAsync(waiting.Id, default));
    }

    private static WebhookWish Wish(OutFixture fixture) => new("webhook.", fixture.Receiver.Url.AbsoluteUri, null, null, null);

    private static async Task<IEnumerable<string>> TypesAsync(OutFixture fixture, Webhook webhook) =>
        (await fixture.Deliveries.ListAsync(new DeliveryFilter(200, WebhookId: webhook.Id), default)).Deliveries.Select(
            delivery => delivery.Type).Reverse();
}
