using System.Net;
using Atelier.Host.Webhooks.Out;
using Atelier.Host.Webhooks.Signing;
using Microsoft.AspNetCore.Http;

namespace Atelier.Host.Tests.Webhooks.Out;

public class DelivererTests
{
    [Fact]
    public async Task What_happens_is_told_at_once_and_signed()
    {
        await using var fixture = await OutFixture.StartAsync();
        var webhook = await fixture.AddAsync();

        await fixture.TellAsync("recipe.published", """{"name":"hero"}""");
        var message = await fixture.Receiver.NextAsync();

        Assert.Equal(("POST", "/hook", "application/json"), (message.Method, message.Path, message.Headers["content-type"]));
        Assert.StartsWith("Atelier/", message.Headers["user-agent"]);
        Assert.StartsWith("msg_", message.Id);
        Assert.Equal(fixture.Time.GetUtcNow().ToUnixTimeSeconds(), message.Timestamp);
        Assert.Equal("recipe.published", message.Type);
        Assert.True(message.IsSignedWith(webhook.Secret));
        var (delivery, attempts) = await fixture.SettledAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equal((message.Id, message.Body, 1), (delivery.Id, delivery.Body, delivery.Attempts));
        Assert.Equal((1, 200), (attempts[0].Number, attempts[0].Status));
    }

    [Fact]
    public async Task Ten_attempts_follow_the_schedule_with_one_id_and_a_timestamp_each()
    {
        await using var fixture = await OutFixture.StartAsync();
        await fixture.AddAsync();
        fixture.Receiver.Status(500);
        TimeSpan[] waits =
        [
            TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
            TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
        ];

        await fixture.TellAsync();
        var first = await fixture.Receiver.NextAsync();
        var sent = new List<Message> { first };
        foreach (var (number, wait) in waits.Index())
        {
            var (delivery, _) = await fixture.SettledAsync(one => one.Attempts == number + 1);
            Assert.InRange((fixture.Time.GetUtcNow() + wait - delivery.DueAt!.Value).TotalSeconds, 0, 100);
            fixture.Time.Pass(wait - TimeSpan.FromSeconds(1));
            Assert.Empty(fixture.Receiver.Messages);
            fixture.Time.Pass(1);
            sent.Add(await PassUntilAsync(fixture));
        }

        Assert.Equal(10, sent.Count);
        Assert.Equal([first.Id], sent.Select(message => message.Id).Distinct());
        Assert.Equal([first.Body], sent.Select(message => message.Body).Distinct());
        Assert.Equal(10, sent.Select(message => message.Timestamp).Distinct().Count());
        var (dead, attempts) = await fixture.SettledAsync(one => one.State == DeliveryState.Dead);
        Assert.Equal(10, attempts.Count);
        Assert.Equal(first.Id, dead.Id);

        var webhook = Assert.Single(await fixture.Webhooks.ListAsync(default));
        Assert.False(webhook.Enabled);
        Assert.Contains("nothing got through", webhook.Disabled);
        Assert.Equal("webhook.disabled", (await fixture.Jobs.EventsAsync(0, 100, default))[^1].Type);
    }

    [Fact]
    public async Task One_that_answers_410_is_disabled_and_what_waits_for_it_is_kept_for_a_resend()
    {
        await using var fixture = await OutFixture.StartAsync();
        var webhook = await fixture.AddAsync();
        fixture.Receiver.Status(410);

        await fixture.TellAsync();
        var gone = await fixture.Receiver.NextAsync();
        await fixture.SettledAsync(one => one.State == DeliveryState.Dead);
        Assert.False((await fixture.Webhooks.FindAsync(webhook.Id, default))!.Enabled);
        await fixture.TellAsync();
        await fixture.FanOut.CatchUpAsync(default);
        Assert.Single((await fixture.Deliveries.ListAsync(new DeliveryFilter(10), default)).Deliveries);

        fixture.Receiver.Status(200);
        await fixture.Book.ChangeAsync(webhook.Id, new WebhookWish("", null, null, null, null), true, default);
        Assert.Equal(1, await fixture.Book.ResendAsync(webhook.Id, null, default));
        Assert.Equal(gone.Id, (await fixture.Receiver.NextAsync()).Id);
        await fixture.SettledAsync(one => one.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task One_that_answers_429_is_left_alone_as_long_as_it_says()
    {
        await using var fixture = await OutFixture.StartAsync();
        var webhook = await fixture.AddAsync();
        fixture.Receiver.Status(429, ("Retry-After", "120"));
        await fixture.TellAsync();
        await fixture.Receiver.NextAsync();
        await fixture.SettledAsync(one => one.Attempts == 1);
        Assert.Equal(
            fixture.Time.GetUtcNow() + TimeSpan.FromSeconds(120), (await fixture.Webhooks.FindAsync(webhook.Id, default))!.PausedUntil);

        fixture.Receiver.Status(200);
        await fixture.TellAsync("plugin.failed");
        await fixture.FanOut.CatchUpAsync(default);
        fixture.Time.Pass(119);
        Assert.Empty(fixture.Receiver.Messages);

        fixture.Time.Pass(2);
        Assert.Equal(
            ["plugin.failed", "schedule.missed"],
            new[] { (await fixture.Receiver.NextAsync()).Type, (await fixture.Receiver.NextAsync()).Type }.Order());
    }

    [Fact]
    public async Task A_receiver_that_takes_60_s_is_given_up_after_15_and_holds_up_nobody_else()
    {
        await using var fixture = await OutFixture.StartAsync();
        await using var other = await Receiver.StartAsync();
        await fixture.AddAsync(events: "schedule.*");
        await fixture.AddAsync(other.Url);
        var answers = new TaskCompletionSource();
        fixture.Receiver.Answer = _ => answers.Task;

        for (var i = 0; i < 20; i++)
        {
            await fixture.TellAsync();
        }

        for (var i = 0; i < 20; i++)
        {
            await other.NextAsync();
        }

        for (var i = 0; i < fixture.Options.PerLane; i++)
        {
            await fixture.Receiver.NextAsync();
        }

        Assert.Empty(fixture.Receiver.Messages);
        fixture.Time.Pass(15);
        await fixture.Receiver.NextAsync();
        var slow = (await fixture.Deliveries.ListAsync(new DeliveryFilter(100), default)).Deliveries.First(
            one => one.Attempts == 1 && one.State == DeliveryState.Waiting);
        var attempt = Assert.Single((await fixture.Deliveries.AttemptsAsync([slow.Id], default))[slow.Id]);
        Assert.Equal((null, "no answer in 15 s", TimeSpan.FromSeconds(15)), (attempt.Status, attempt.Error, attempt.Duration));
        answers.SetResult();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.1/")]
    public async Task A_redirect_is_a_failure_and_is_not_followed(string target)
    {
        await using var fixture = await OutFixture.StartAsync();
        await fixture.AddAsync();
        fixture.Receiver.Status(301, ("Location", target));

        await fixture.TellAsync();

        var (delivery, attempts) = await fixture.SettledAsync(one => one.Attempts == 1);
        Assert.Equal((DeliveryState.Waiting, 301), (delivery.State, attempts[0].Status));
        await fixture.Receiver.NextAsync();
        Assert.Empty(fixture.Receiver.Messages);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_and_its_status_counts()
    {
        await using var fixture = await OutFixture.StartAsync();
        await fixture.AddAsync();
        var cut = new TaskCompletionSource();
        fixture.Receiver.Answer = async context =>
        {
            var much = new byte[16 << 10];
            Array.Fill(much, (byte)'x');
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(much, context.RequestAborted);
                }
            }
            finally
            {
                cut.SetResult();
            }
        };

        await fixture.TellAsync();

        var (_, attempts) = await fixture.SettledAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equal((200, 1000), (attempts[0].Status, attempts[0].Answer.Length));
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_answer_that_begins_and_goes_silent_counts_by_its_status()
    {
        await using var fixture = await OutFixture.StartAsync();
        await fixture.AddAsync();
        var begun = new TaskCompletionSource();
        fixture.Receiver.Answer = async context =>
        {
            await context.Response.WriteAsync("so far");
            await context.Response.Body.FlushAsync();
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        await fixture.TellAsync();
        await begun.Task.WaitAsync(Receiver.Bound);
        for (var i = 0; i < 40
            && (await fixture.Deliveries.ListAsync(new DeliveryFilter(1), default)).Deliveries[0].State == DeliveryState.Waiting; i++)
        {
            fixture.Time.Pass(15);
            await Task.Delay(50);
        }

        // Where time passed before even the status was read, a later attempt brings it.
        var (_, attempts) = await fixture.SettledAsync(one => one.State == DeliveryState.Delivered);
        Assert.Equal(200, attempts[^1].Status);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_blocked_when_it_is_called_whatever_the_name_said_before()
    {
        // The name is asked for its address at each connection, and that very address is checked: GuardedConnection.
        await using var fixture = await OutFixture.StartAsync(allow: "127.0.0.2/32");
        await fixture.AddAsync(new Uri($"https://localhost:{fixture.Receiver.Url.Port}/hook"));

        await fixture.TellAsync();

        var (delivery, attempts) = await fixture.SettledAsync(one => one.Attempts == 1);
        Assert.Equal(DeliveryState.Waiting, delivery.State);
        Assert.StartsWith("blocked: localhost leads to", attempts[0].Error);
        Assert.Empty(fixture.Receiver.Messages);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_on_the_second_look_up_is_called_once_and_then_blocked()
    {
        // 127.0.0.1 stands for the public address that the name had when it was tried; what it leads to next is somebody's own network.
        var lookups = 0;
        await using var fixture = await OutFixture.StartAsync(allow: "127.0.0.1/32", resolve: (_, _) =>
            Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref lookups) == 1 ? "127.0.0.1" : "127.0.0.2") }));
        await using var secret = await Receiver.StartAsync(IPAddress.Parse("127.0.0.2"), fixture.Receiver.Url.Port);
        await fixture.AddAsync(new Uri($"http://hooks.example:{fixture.Receiver.Url.Port}/hook"));
        fixture.Receiver.Status(500, ("Connection", "close"));

        await fixture.TellAsync();
        await fixture.Receiver.NextAsync();
        await fixture.SettledAsync(one => one.Attempts == 1);
        Assert.Equal(1, lookups);
        fixture.Time.Pass(5);

        var (delivery, attempts) = await fixture.SettledAsync(one => one.Attempts == 2);
        Assert.Equal(DeliveryState.Waiting, delivery.State);
        Assert.Equal(500, attempts[0].Status);
        Assert.StartsWith("blocked: hooks.example leads to 127.0.0.2", attempts[1].Error);
        Assert.Equal(2, lookups);
        Assert.Empty(secret.Messages);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day_and_then_the_new_one_alone()
    {
        await using var fixture = await OutFixture.StartAsync();
        var webhook = await fixture.AddAsync();
        var rotated = (await fixture.Book.RotateAsync(webhook.Id, null, default))!;

        await fixture.TellAsync();
        var both = await fixture.Receiver.NextAsync();
        fixture.Time.Pass(TimeSpan.FromHours(24));
        await fixture.TellAsync();
        var one = await fixture.Receiver.NextAsync();

        Assert.NotEqual(webhook.Secret, rotated.Secret);
        Assert.Equal(2, both.Headers[StandardSignature.SignatureHeader].Split(' ').Length);
        Assert.True(both.IsSignedWith(webhook.Secret) && both.IsSignedWith(rotated.Secret));
        Assert.True(one.IsSignedWith(rotated.Secret));
        Assert.False(one.IsSignedWith(webhook.Secret));
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_server_ended_is_sent_again_with_the_same_id()
    {
        await using var fixture = await OutFixture.StartAsync();
        await fixture.AddAsync();
        var answers = new TaskCompletionSource();
        fixture.Receiver.Answer = _ => answers.Task;
        await fixture.TellAsync();
        var first = await fixture.Receiver.NextAsync();

        // Another server over the same store: the first has said nothing of what became of it.
        fixture.Receiver.Status(200);
        await fixture.SendAsync();

        Assert.Equal(first.Id, (await fixture.Receiver.NextAsync()).Id);
        answers.SetResult();
    }

    // Timers are set up by others than the test, and one may have been set a moment late: time passes in small steps until it rings.
    private static async Task<Message> PassUntilAsync(OutFixture fixture)
    {
        for (var i = 0; i < 100 && fixture.Receiver.Messages.Count == 0; i++)
        {
            fixture.Time.Pass(i < 20 ? 0 : 1);
            await Task.Delay(20);
        }

        return await fixture.Receiver.NextAsync();
    }
}
