using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Net;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Host.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public class WebhookTests
{
    [Fact]
    public async Task A_webhook_is_made_listed_changed_and_removed_and_its_secret_is_told_once()
    {
        await using var server = await StartAsync();
        using var client = await server.ClientAsync(Role.Operator);

        var made = await client.PostAsync(
            "/api/v1/webhooks", new { url = "https://example.org/hook", events = new[] { "job.*" }, description = "mine" }).JsonAsync(201);
        var id = made.GetProperty("id").GetString();
        Assert.StartsWith("whsec_", made.GetProperty("secret").GetString());
        Assert.Equal("operator", made.GetProperty("owner").GetString());

        var listed = await client.GetAsync("/api/v1/webhooks").JsonAsync();
        Assert.Equal(id, listed[0].GetProperty("id").GetString());
        Assert.DoesNotContain("whsec_", listed.GetRawText());

        var changed = await client.PatchAsJsonAsync($"/api/v1/webhooks/{id}", new { enabled = false, events = new[] { "*" } }).JsonAsync();
        Assert.Equal(
            (false, "*", "mine"),
            (changed.GetProperty("enabled").GetBoolean(), changed.GetProperty("events")[0].GetString(),
                changed.GetProperty("description").GetString()));
        Assert.DoesNotContain("whsec_", changed.GetRawText());
        await client.PostEmptyAsync($"/api/v1/webhooks/{id}/test").ProblemAsync(409);

        var rotated = await client.PostEmptyAsync($"/api/v1/webhooks/{id}/rotate").JsonAsync();
        Assert.NotEqual(made.GetProperty("secret").GetString(), rotated.GetProperty("secret").GetString());
        Assert.True(rotated.TryGetProperty("formerSecretUntil", out _));

        await client.DeleteAsync($"/api/v1/webhooks/{id}").JsonAsync(204);
        await client.GetAsync($"/api/v1/webhooks/{id}").ProblemAsync(404);
        Assert.DoesNotContain("whsec_", string.Join("\n", server.Log.Lines));
    }

    [Theory]
    [InlineData("""{"url":"ftp://example.org/"}""", "url")]
    [InlineData("""{"url":"hook"}""", "url")]
    [InlineData("""{"url":"https://ann:secret@example.org/"}""", "url")]
    [InlineData("""{"url":"https://example.org/","events":[]}""", "events")]
    [InlineData("""{"url":"https://example.org/","events":["jbo.*"]}""", "events")]
    [InlineData("""{"url":"https://example.org/","secret":"short"}""", "secret")]
    [InlineData("""{"url":"http://169.254.169.254/latest"}""", "url")]
    [InlineData("""{"url":"http://8.8.8.8/"}""", "url")]
    [InlineData("""{"url":"https://[::ffff:10.0.0.1]/"}""", "url")]
    [InlineData("""{"url":"https://0x0a000001/"}""", "url")]
    [InlineData("""{"events":["*"]}""", "url")]
    [InlineData("""{"url":"https://example.org/","sercet":"x"}""", "sercet")]
    public async Task What_is_wrong_is_told_by_field(string body, string field)
    {
        await using var server = await StartAsync();
        using var client = await server.ClientAsync(Role.Operator);

        var problem = await client.PostTextAsync("/api/v1/webhooks", body).ProblemAsync(400);

        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Plain_http_is_refused_where_no_network_is_allowed_by_name()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);

        var problem = await client.PostTextAsync("/api/v1/webhooks", """{"url":"http://example.org/hook"}""").ProblemAsync(400);

        Assert.Equal("url", problem.GetProperty("field").GetString());
        Assert.Contains("must be https", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Webhooks_are_for_operators()
    {
        await using var server = await StartAsync();
        using var user = await server.ClientAsync(Role.User);

        await user.GetAsync("/api/v1/webhooks").ProblemAsync(403);
        await user.PostAsync("/api/v1/webhooks", new { url = "https://example.org/" }).ProblemAsync(403);
        await user.GetAsync("/api/v1/webhooks/deliveries").ProblemAsync(403);
    }

    [Fact]
    public async Task A_ping_is_sent_logged_and_sent_again_with_the_same_id()
    {
        await using var server = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);
        var webhook = await client.PostAsync("/api/v1/webhooks", new { url = receiver.Url }).JsonAsync(201);
        var id = webhook.GetProperty("id").GetString();
        receiver.Answer = context => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "thank you");

        var ping = await client.PostEmptyAsync($"/api/v1/webhooks/{id}/test").JsonAsync(202);
        var message = await receiver.NextAsync();
        Assert.Equal((ping.GetProperty("id").GetString(), "webhook.ping"), (message.Id, message.Type));
        Assert.True(message.IsSignedWith(webhook.GetProperty("secret").GetString()!));

        var delivered =
            await UntilAsync(
                client, $"/api/v1/webhooks/{id}/deliveries/{message.Id}", one => one.GetProperty("state").GetString() == "delivered");
        Assert.Equal(
            (200, "thank you"),
            (delivered.GetProperty("attempts")[0].GetProperty("status").GetInt32(),
                delivered.GetProperty("attempts")[0].GetProperty("answer").GetString()));
        Assert.Equal(message.Body, delivered.GetProperty("body").GetString());
        Assert.Equal(64, delivered.GetProperty("bodyHash").GetString()!.Length);

        await client.PostEmptyAsync($"/api/v1/webhooks/{id}/deliveries/{message.Id}/resend").JsonAsync(202);
        Assert.Equal(message.Id, (await receiver.NextAsync()).Id);
        var again = await UntilAsync(
            client, $"/api/v1/webhooks/{id}/deliveries/{message.Id}", one => one.GetProperty("attempts").GetArrayLength() == 2);
        Assert.Equal([1, 2], again.GetProperty("attempts").EnumerateArray().Select(one => one.GetProperty("number").GetInt32()));
        await client.GetAsync($"/api/v1/webhooks/{id}/deliveries/msg_x").ProblemAsync(404);
    }

    [Fact]
    public async Task What_was_given_up_is_listed_and_sent_again_together()
    {
        await using var server = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        using var client = await server.ClientAsync(Role.Operator);
        var id = (await client.PostAsync("/api/v1/webhooks", new { url = receiver.Url, events = new[] { "plugin.*" } })
            .JsonAsync(201)).GetProperty("id").GetString();
        receiver.Status(410);
        await client.PostEmptyAsync($"/api/v1/webhooks/{id}/test").JsonAsync(202);
        var dead = await UntilAsync(
            client, "/api/v1/webhooks/deliveries?state=dead", page => page.GetProperty("items").GetArrayLength() == 1);
        Assert.Equal(id, dead.GetProperty("items")[0].GetProperty("webhookId").GetString());
        Assert.Contains("410", (await client.GetAsync($"/api/v1/webhooks/{id}").JsonAsync()).GetProperty("disabled").GetString());

        receiver.Status(200);
        await client.PatchAsJsonAsync($"/api/v1/webhooks/{id}", new { enabled = true }).JsonAsync();
        Assert.Equal(
            1, (await client.PostEmptyAsync($"/api/v1/webhooks/{id}/deliveries/resend").JsonAsync(202)).GetProperty("count").GetInt32());
        await UntilAsync(
            client, $"/api/v1/webhooks/{id}/deliveries?state=delivered", page => page.GetProperty("items").GetArrayLength() == 1);
        await client.GetAsync($"/api/v1/webhooks/{id}/deliveries?state=lost").ProblemAsync(400);
    }

    [Fact]
    public async Task A_user_names_an_address_for_one_job_and_sees_what_it_was_told()
    {
        await using var server = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        using var ann = await server.ClientAsync(Role.User, "ann");
        using var bob = await server.ClientAsync(Role.User, "bob");
        ann.DefaultRequestHeaders.Add("Idempotency-Key", "k");
        var body = new { prompt = "x", webhook = new { url = receiver.Url } };

        var accepted = await ann.PostAsync("/api/v1/jobs", body).JsonAsync(202);
        var again = await ann.PostAsync("/api/v1/jobs", body).JsonAsync(202);
        var id = accepted.GetProperty("id").GetString()!;
        var secret = accepted.GetProperty("webhook").GetProperty("secret").GetString()!;
        Assert.Equal((id, secret), (again.GetProperty("id").GetString(), again.GetProperty("webhook").GetProperty("secret").GetString()));
        Assert.False((await ann.GetAsync($"/api/v1/jobs/{id}").JsonAsync()).TryGetProperty("webhook", out _));

        var lease = (await server.Jobs.LeaseAsync(Some.Worker, default))!.Lease;
        await server.Jobs.SucceedAsync(lease, [Some.Picture()], default);
        var message = await receiver.NextAsync();

        Assert.True(message.IsSignedWith(secret));
        Assert.Equal("job.succeeded", message.Type);
        Assert.Equal(id, JsonElement.Parse(message.Body).GetProperty("data").GetProperty("id").GetString());
        var told = await UntilAsync(
            ann, $"/api/v1/jobs/{id}/deliveries", page => page.GetProperty("items")[0].GetProperty("state").GetString() == "delivered");
        Assert.Equal(message.Id, told.GetProperty("items")[0].GetProperty("id").GetString());
        await bob.GetAsync($"/api/v1/jobs/{id}/deliveries").ProblemAsync(404);
    }

    [Theory]
    [InlineData("""{"prompt":"x","webhook":{"url":"http://10.0.0.1/"}}""", "webhook.url")]
    [InlineData("""{"prompt":"x","webhook":{"url":"https://example.org/","secret":"x"}}""", "webhook.secret")]
    [InlineData("""{"prompt":"x","webhook":{"address":"https://example.org/"}}""", "webhook.address")]
    [InlineData("""{"prompt":"x","webhook":"https://example.org/"}""", "webhook")]
    public async Task A_jobs_webhook_that_cannot_be_is_refused_before_the_job_is_kept(string body, string field)
    {
        await using var server = await StartAsync();
        using var client = await server.ClientAsync(Role.User);

        Assert.Equal(field, (await client.PostTextAsync("/api/v1/jobs", body).ProblemAsync(400)).GetProperty("field").GetString());
        Assert.Equal(0, (await server.Jobs.CountAsync(default)).Waiting);
    }

    // Receivers of tests are on loopback, at 127.0.0.1.
    private static Task<ApiServer> StartAsync() => ApiServer.StartAsync(replace: services =>
    {
        var options = (AtelierOptions)services.Last(service => service.ServiceType == typeof(AtelierOptions)).ImplementationInstance!;
        services.AddSingleton(options with { Network = new NetworkOptions { Allow = [IPNetwork.Parse("127.0.0.1/32")] } });
    });

    private static async Task<JsonElement> UntilAsync(HttpClient client, string address, Func<JsonElement, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Receiver.Bound);
        while (true)
        {
            var now = await client.GetAsync(address).JsonAsync();
            if (isSo(now))
            {
                return now;
            }

            Assert.False(limit.IsCancellationRequested, now.GetRawText());
            await Task.Delay(10);
        }
    }
}
