using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Atelier.DiscordBot.Client.Signatures;
using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Session;
using Atelier.DiscordBot.Tests.Doubles;
using Atelier.DiscordSimulator.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Session;

public sealed class HttpDeliveryTests : IDisposable, IInteractionHandler
{
    private const string Ping = """{"id":"1","application_id":"2","type":1,"token":"t"}""";
    private const string Command =
        """{"id":"5","application_id":"2","type":2,"token":"t","data":{"id":"7","name":"help","type":1},"user":{"id":"9","username":"anna"}}""";

    private readonly ManualTime _time = new();
    private readonly Ed25519Key _key = new();
    private readonly ConcurrentQueue<string> _handled = new();
    private readonly InteractionDesk _desk;
    private readonly HttpDelivery _delivery;

    public HttpDeliveryTests()
    {
        _desk = new InteractionDesk([this], new FakeDiscordApi(), new FakeStore(_time), _time, (_, _) => { });
        _delivery = new HttpDelivery(new RequestSignature(_key.Public), _desk, _time);
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_ping_is_answered_at_once()
    {
        var answer = _delivery.Answer(Signed(Ping))!;

        Assert.Equal(
            (200, "application/json", """{"type":1}"""), (answer.Status, answer.ContentType, Encoding.UTF8.GetString(answer.Body)));
    }

    [Fact]
    public async Task An_interaction_is_taken_in_and_answered_elsewhere_once()
    {
        var (first, second) = (_delivery.Answer(Signed(Command))!, _delivery.Answer(Signed(Command))!);
        await _desk.CloseAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((202, 0, 202), (first.Status, first.Body.Length, second.Status));
        Assert.Equal(["5"], _handled);
        Assert.Equal(503, _delivery.Answer(Signed(Command.Replace("\"5\"", "\"6\"", StringComparison.Ordinal)))!.Status);
    }

    [Fact]
    public void What_Discord_has_not_signed_is_not_let_in()
    {
        var good = Signed(Command);
        using var other = new Ed25519Key();

        Assert.Equal(401, Answer(good with { Body = Encoding.UTF8.GetBytes(Command + " ") }));
        Assert.Equal(401, Answer(good with { Headers = new Dictionary<string, string>() }));
        Assert.Equal(401, Answer(Signed(Command, other)));
        Assert.Empty(_handled);
    }

    [Fact]
    public void What_was_signed_long_ago_is_not_let_in_again()
    {
        var call = Signed(Command);
        _time.Pass(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));

        Assert.Equal(401, Answer(call));
    }

    [Fact]
    public void Other_addresses_methods_and_texts_are_told_apart()
    {
        Assert.Null(_delivery.Answer(Signed(Ping) with { Path = "elsewhere" }));
        Assert.Equal(405, Answer(Signed(Ping) with { Method = "GET" }));
        Assert.Equal(400, Answer(Signed("not json")));
        Assert.Equal(400, Answer(Signed("null")));
    }

    bool IInteractionHandler.Takes(Interaction interaction) => true;

    Task IInteractionHandler.HandleAsync(InteractionContext context, CancellationToken stop)
    {
        _handled.Enqueue(context.Interaction.Id);
        return context.SayAsync("hello", stop);
    }

    private int Answer(FrontEndCall call) => _delivery.Answer(call)!.Status;

    private FrontEndCall Signed(string body, Ed25519Key? key = null)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["X-Signature-Timestamp"] = timestamp, ["X-Signature-Ed25519"] = (key ?? _key).Sign(Encoding.UTF8.GetBytes(timestamp + body)),
        };
        return new FrontEndCall("POST", "interactions", headers, Encoding.UTF8.GetBytes(body));
    }
}
