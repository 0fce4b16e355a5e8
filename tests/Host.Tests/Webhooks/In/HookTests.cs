using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Webhooks.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Webhooks.In;

public sealed class HookTests : IAsyncLifetime
{
    private const string Payload = """{"type":"order.paid","text":"a lighthouse","steps":4}""";

    private readonly ManualTime _time = new();
    private ApiServer _server = null!;
    private HttpClient _operator = null!;
    private HttpClient _stranger = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    private IRunStore Runs => _server.Services.GetRequiredService<IRunStore>();

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(_time));
        _operator = await _server.ClientAsync(Role.Operator, "boss");
        _stranger = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _operator.Dispose();
        _stranger.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_message_starts_a_job_filled_from_its_payload()
    {
        var secret = await AddAsync();

        var answer = await SendAsync(secret).JsonAsync(202);

        var run = (await Runs.FindAsync(answer.GetProperty("runId").GetString()!, default))!;
        Assert.Equal("started", answer.GetProperty("outcome").GetString());
        Assert.Equal(("job", "boss", "hook:paid"), (run.Target.Kind, run.Owner, run.Trigger));
        var arguments = JsonElement.Parse(run.Target.Arguments);
        Assert.Equal(
            ("a lighthouse, order.paid", 4), (arguments.GetProperty("prompt").GetString(), arguments.GetProperty("steps").GetInt32()));
        var call = (await CallsAsync())[0];
        Assert.Equal(("started", "msg_1", run.Id), (Text(call, "outcome"), Text(call, "delivery"), Text(call, "runId")));
    }

    [Fact]
    public async Task A_bad_signature_starts_nothing()
    {
        await AddAsync();

        await SendAsync(WebhookSecret.New()).ProblemAsync(401);
        await _stranger.PostTextAsync("/hooks/paid", Payload).ProblemAsync(401);

        await NothingAsync("no signature fits");
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public async Task A_message_of_another_time_starts_nothing(int minutes)
    {
        var secret = await AddAsync();

        await SendAsync(secret, at: Now + TimeSpan.FromMinutes(minutes)).ProblemAsync(401);

        await NothingAsync("more than 5 minutes");
    }

    [Fact]
    public async Task A_body_that_was_altered_by_one_byte_starts_nothing()
    {
        var secret = await AddAsync();

        await SendAsync(secret, sent: Payload.Replace('4', '5')).ProblemAsync(401);

        await NothingAsync("no signature fits");
    }

    [Fact]
    public async Task A_message_that_comes_again_is_answered_with_the_same_run_and_starts_no_second()
    {
        var secret = await AddAsync();
        var first = await SendAsync(secret).JsonAsync(202);

        _time.Pass(60);
        var again = await SendAsync(secret).JsonAsync();

        Assert.Equal("repeated", again.GetProperty("outcome").GetString());
        Assert.Equal(Text(first, "runId"), Text(again, "runId"));
        Assert.Single(await Runs.ListAsync(new RunFilter(10), default));
        Assert.Equal(["repeated", "started"], (await CallsAsync()).Select(call => Text(call, "outcome")));
    }

    [Fact]
    public async Task Two_signatures_and_two_secrets_are_a_rotation()
    {
        var former = await AddAsync();
        var secret = Text(await _operator.PostEmptyAsync("/api/v1/hooks/paid/rotate").JsonAsync(), "secret")!;

        await SendAsync(former, id: "msg_1").JsonAsync(202);
        await SendAsync(secret, id: "msg_2").JsonAsync(202);
        await SendAsync(secret, id: "msg_3", more: Signature(WebhookSecret.New(), "msg_3", Payload, Now)).JsonAsync(202);

        _time.Pass(TimeSpan.FromHours(24));
        await SendAsync(former, id: "msg_4").ProblemAsync(401);
        await SendAsync(secret, id: "msg_5").JsonAsync(202);
    }

    [Fact]
    public async Task GitHubs_signature_opens_too_and_an_event_that_is_not_asked_for_starts_nothing()
    {
        const string secret = "It's a Secret to Everybody";
        await _operator.PostAsync("/api/v1/hooks", new
        {
            name = "push", scheme = "github", secret, events = new[] { "push" },
            target = new { kind = "job", arguments = new { prompt = "{{payload.head_commit.message}}" } },
        }).JsonAsync(201);
        const string body = """{"head_commit":{"message":"a harbour"}}""";

        var ping = await PushAsync(body, secret, "ping", "1").JsonAsync();
        var push = await PushAsync(body, secret, "push", "2").JsonAsync(202);
        await PushAsync(body, "another secret, as long", "push", "3").ProblemAsync(401);
        var again = await PushAsync(body, secret, "push", "2").JsonAsync();

        Assert.Equal("ignored", Text(ping, "outcome"));
        Assert.Equal((Text(push, "runId"), "repeated"), (Text(again, "runId"), Text(again, "outcome")));
        Assert.Contains("a harbour", Assert.Single(await Runs.ListAsync(new RunFilter(10), default)).Target.Arguments);
    }

    [Fact]
    public async Task What_is_signed_and_cannot_be_started_says_why()
    {
        var secret = await AddAsync();

        var missing = await SendAsync(secret, """{"type":"order.paid","steps":4}""").ProblemAsync(422);
        var wrong = await SendAsync(secret, Payload.Replace('4', '0'), id: "msg_2").ProblemAsync(422);
        var broken = await SendAsync(secret, "{", id: "msg_3").ProblemAsync(422);

        Assert.Equal(
            ("payload.text", "target.arguments.steps", "payload"), (Text(missing, "field"), Text(wrong, "field"), Text(broken, "field")));
        Assert.Equal(3, (await CallsAsync()).Count(call => Text(call, "outcome") == "refused"));
    }

    [Fact]
    public async Task A_hook_that_is_disabled_or_not_there_is_as_closed_as_one_whose_secret_is_not_known()
    {
        var secret = await AddAsync();
        await _operator.PatchAsJsonAsync("/api/v1/hooks/paid", new { enabled = false }).JsonAsync();

        var disabled = await SendAsync(secret).ProblemAsync(401);
        var missing = await _stranger.PostTextAsync("/hooks/nothing", Payload).ProblemAsync(401);

        Assert.Equal(Text(disabled, "detail"), Text(missing, "detail"));
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_is_read_and_who_is_refused_too_often_waits()
    {
        await AddAsync();

        await _stranger.PostTextAsync("/hooks/paid", $"\"{new string('x', 2 << 20)}\"").ProblemAsync(413);
        await _stranger.PostTextAsync("/hooks/paid", "x", "text/plain").ProblemAsync(415);
        for (var i = 0; i < 10; i++)
        {
            await _stranger.PostTextAsync("/hooks/paid", Payload).ProblemAsync(401);
        }

        await _stranger.PostTextAsync("/hooks/paid", Payload).ProblemAsync(429);
    }

    [Fact]
    public async Task Secrets_are_told_once_and_hooks_are_for_operators()
    {
        var secret = await AddAsync();
        using var user = await _server.ClientAsync(Role.User);

        Assert.DoesNotContain(secret, (await _operator.GetAsync("/api/v1/hooks").JsonAsync()).GetRawText());
        Assert.DoesNotContain(secret, (await _operator.GetAsync("/api/v1/hooks/paid").JsonAsync()).GetRawText());
        Assert.DoesNotContain(secret, string.Join("\n", _server.Log.Lines));
        await user.GetAsync("/api/v1/hooks").ProblemAsync(403);
        await AddBodyAsync("""{"name":"paid","target":{"kind":"job","arguments":{"prompt":"x"}}}""").ProblemAsync(409);
        await _operator.DeleteAsync("/api/v1/hooks/paid").JsonAsync(204);
        await _operator.GetAsync("/api/v1/hooks/paid").ProblemAsync(404);
    }

    [Theory]
    [InlineData("""{"name":"Paid!","target":{"kind":"job","arguments":{"prompt":"x"}}}""", "name")]
    [InlineData("""{"name":"x","target":{"kind":"jbo","arguments":{}}}""", "target.kind")]
    [InlineData("""{"name":"x","target":{"kind":"recipe"}}""", "target.name")]
    [InlineData("""{"name":"x","target":{"kind":"script","name":"a","arguments":{}}}""", "target.arguments")]
    [InlineData("""{"name":"x","target":{"kind":"job","arguments":{"prompt":"{{body.x}}"}}}""", "target.arguments")]
    [InlineData("""{"name":"x","scheme":"gitlab","target":{"kind":"job","arguments":{}}}""", "scheme")]
    [InlineData("""{"name":"x","secret":"short","target":{"kind":"job","arguments":{}}}""", "secret")]
    [InlineData("""{"name":"x","scheme":"github","secret":"short","target":{"kind":"job","arguments":{}}}""", "secret")]
    [InlineData("""{"name":"x"}""", "target")]
    public async Task What_is_wrong_with_a_hook_is_told_by_field(string body, string field) =>
        Assert.Equal(field, Text(await AddBodyAsync(body).ProblemAsync(400), "field"));

    [Theory]
    [InlineData("""{"kind":"recipe","name":"heroe"}""", "target.name")]
    [InlineData("""{"kind":"recipe","name":"heroe","arguments":{"subject":"{{payload.text}}"}}""", "target.name")]
    [InlineData("""{"kind":"recipe","name":"hero","arguments":{"topic":"x"}}""", "target.arguments.topic")]
    [InlineData("""{"kind":"script","name":"nothing","arguments":["{{event}}"]}""", "target.name")]
    [InlineData("""{"kind":"job","arguments":{"prompt":"x","steps":0}}""", "target.arguments.steps")]
    public async Task What_it_is_to_start_must_be_there_when_it_is_made_or_changed(string target, string field)
    {
        _server.Services.GetRequiredService<RecipeFolder>()
            .Put("hero", "args: { subject: a fox }\ngenerate: { prompt: '{{args.subject}}' }\n", isJson: false);
        await AddAsync();

        Assert.Equal(field, Text(await AddBodyAsync($$"""{"name":"x","target":{{target}}}""").ProblemAsync(422), "field"));
        Assert.Equal(field, Text(await ChangeAsync(target).ProblemAsync(422), "field"));
        await _operator.GetAsync("/api/v1/hooks/x").ProblemAsync(404);
        await ChangeAsync("""{"kind":"recipe","name":"hero","arguments":{"subject":"{{payload.text}}"}}""").JsonAsync();
    }

    private Task<HttpResponseMessage> ChangeAsync(string target) =>
        _operator.PatchAsync("/api/v1/hooks/paid", Json($$"""{"target":{{target}}}"""));

    private async Task<string> AddAsync() => Text(
        await AddBodyAsync(
            """{"name":"paid","target":{"kind":"job","arguments":{"prompt":"{{payload.text}}, {{event}}","steps":"{{payload.steps}}"}}}""")
            .JsonAsync(201), "secret")!;

    private Task<HttpResponseMessage> AddBodyAsync(string body) => _operator.PostTextAsync("/api/v1/hooks", body);

    private Task<HttpResponseMessage> SendAsync(
        string secret, string body = Payload, string id = "msg_1", DateTimeOffset? at = null, string? sent = null, string? more = null)
    {
        var time = at ?? Now;
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/paid") { Content = Json(sent ?? body) };
        request.Headers.Add(StandardSignature.IdHeader, id);
        request.Headers.Add(
            StandardSignature.TimestampHeader, time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(StandardSignature.SignatureHeader, $"{more} {Signature(secret, id, body, time)}".Trim());
        return _stranger.SendAsync(request);
    }

    private Task<HttpResponseMessage> PushAsync(string body, string secret, string type, string id)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/push") { Content = Json(body) };
        request.Headers.Add(GitHubSignature.EventHeader, type);
        request.Headers.Add(GitHubSignature.DeliveryHeader, id);
        request.Headers.Add(GitHubSignature.SignatureHeader, GitHubSignature.Sign(secret, Encoding.UTF8.GetBytes(body)));
        return _stranger.SendAsync(request);
    }

    private async Task NothingAsync(string reason)
    {
        Assert.Empty(await Runs.ListAsync(new RunFilter(10), default));
        Assert.Contains(
            await CallsAsync(),
            call => Text(call, "outcome") == "refused" && Text(call, "reason")!.Contains(reason, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<JsonElement>> CallsAsync() =>
        [.. (await _operator.GetAsync("/api/v1/hooks/paid/calls").JsonAsync()).GetProperty("items").EnumerateArray()];

    private static string Signature(string secret, string id, string body, DateTimeOffset at) =>
        StandardSignature.Sign(WebhookSecret.KeyOf(secret)!, id, at, Encoding.UTF8.GetBytes(body));

    private static StringContent Json(string body) => new(body, MediaTypeHeaderValue.Parse("application/json"));

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
