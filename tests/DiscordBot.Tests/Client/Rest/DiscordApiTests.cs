using System.Text;
using System.Text.Json.Nodes;
using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Rest;

public sealed class DiscordApiTests : IDisposable
{
    private const string MessageJson =
        """{"id":"9","channel_id":"1","content":"hello","attachments":[{"id":"5","filename":"a.png","size":3,"url":"https://cdn.discordapp.com/a.png"}]}""";

    private static readonly DiscordFile Picture = new("fox.png", "image/png", [1, 2, 3]);

    private readonly HttpFixture _fixture = new();

    public DiscordApiTests() => _fixture.Discord.Otherwise = _ => ScriptedDiscord.Response(200, MessageJson);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_message_calls_nobody_and_leaves_out_what_is_not_said()
    {
        var message = await _fixture.Api.SendAsync("1", new MessageBody("hello @everyone"), [], default);

        AssertJson("""{"content":"hello @everyone","allowed_mentions":{"parse":[]},"nonce":"nonce","enforce_nonce":true}""",
            _fixture.Discord.Last.Text);
        Assert.Equal(("application/json", "9", "a.png"), (_fixture.Discord.Last.ContentType, message.Id, message.Attachments![0].Filename));
    }

    [Fact]
    public async Task A_message_that_may_have_arrived_is_sent_again_as_the_same()
    {
        _fixture.Discord.Answers(500).Answers(200, MessageJson);

        await _fixture.Time.UntilAsync(_fixture.Api.SendAsync("1", new MessageBody("hello"), [], default));

        Assert.Equal(2, _fixture.Discord.Requests.Count);
        Assert.Equal(_fixture.Discord.Requests[0].Text, _fixture.Discord.Requests[1].Text);
    }

    [Fact]
    public async Task Files_go_beside_the_message_each_with_its_note()
    {
        var body = new MessageBody("two", Attachments: [new AttachmentNote("1", Description: "a fox at night")]);

        await _fixture.Api.SendAsync("1", body, [Picture, new DiscordFile("SPOILER_night.webp", "image/webp", [4])], default);

        var parts = await PartsAsync(_fixture.Discord.Last);
        Assert.Equal(["payload_json", "files[0]", "files[1]"], parts.Keys);
        Assert.Equal("fox.png image/png 010203", parts["files[0]"]);
        Assert.Equal("SPOILER_night.webp image/webp 04", parts["files[1]"]);
        AssertJson(
            """[{"id":"1","filename":"SPOILER_night.webp","description":"a fox at night"},{"id":"0","filename":"fox.png"}]""",
            JsonNode.Parse(parts["payload_json"])!["attachments"]!.ToJsonString());
    }

    [Fact]
    public async Task Of_a_message_that_is_changed_new_files_take_the_place_of_all_that_are_not_kept()
    {
        await _fixture.Api.EditAsync("1", "9", new MessageBody("a"), [Picture], default);
        await _fixture.Api.EditAsync(
            "1", "9", new MessageBody("b", Attachments: [new AttachmentNote("900000000000000001")]), [Picture], default);
        await _fixture.Api.EditAsync("1", "9", new MessageBody("c", Attachments: []), [], default);
        await _fixture.Api.EditAsync("1", "9", new MessageBody("d"), [], default);

        var requests = _fixture.Discord.Requests;
        AssertJson("""[{"id":"0","filename":"fox.png"}]""", await AttachmentsAsync(requests[0]));
        AssertJson("""[{"id":"900000000000000001"},{"id":"0","filename":"fox.png"}]""", await AttachmentsAsync(requests[1]));
        AssertJson("[]", await AttachmentsAsync(requests[2]));
        Assert.False(JsonNode.Parse(requests[3].Text)!.AsObject().ContainsKey("attachments"));
        Assert.All(requests, request => Assert.Equal(("PATCH", "/api/v10/channels/1/messages/9"), (request.Method, request.Path)));
    }

    [Fact]
    public async Task What_is_gone_already_is_deleted()
    {
        _fixture.Discord.Answers(404, """{"code":10008,"message":"Unknown Message"}""")
            .Answers(403, """{"code":50013,"message":"Missing Permissions"}""");

        await _fixture.Api.DeleteAsync("1", "9", default);
        var exception = await Assert.ThrowsAsync<DiscordException>(() => _fixture.Api.DeleteAsync("1", "9", default));

        Assert.Equal(50013, exception.Code);
    }

    [Fact]
    public async Task Each_first_answer_is_what_Discord_calls_it()
    {
        var interaction = Some.Command("imagine");
        await RespondAsync(new InteractionResponse.Reply(new MessageBody("hello", Flags: MessageFlags.Ephemeral), []));
        await RespondAsync(new InteractionResponse.Defer(Ephemeral: false));
        await RespondAsync(new InteractionResponse.Defer(Ephemeral: true));
        await RespondAsync(new InteractionResponse.DeferUpdate());
        await RespondAsync(new InteractionResponse.Update(new MessageBody("", Components: []), []));
        await RespondAsync(new InteractionResponse.Choices([new OptionChoice("Euler", Some.Text("", "euler").Value!.Value)]));
        await RespondAsync(new InteractionResponse.Ask(new Modal(
            "v1|edit|1", "Edit",
            [new ModalField("prompt", "Prompt", "a fox", IsLong: true),
                new ModalField("seed", "Seed", IsRequired: false, MostCharacters: 20)])));

        string[] expected =
        [
            """{"type":4,"data":{"content":"hello","flags":64,"allowed_mentions":{"parse":[]}}}""",
            """{"type":5}""",
            """{"type":5,"data":{"flags":64}}""",
            """{"type":6}""",
            """{"type":7,"data":{"content":"","components":[],"allowed_mentions":{"parse":[]}}}""",
            """{"type":8,"data":{"choices":[{"name":"Euler","value":"euler"}]}}""",
            """
            {"type":9,"data":{"custom_id":"v1|edit|1","title":"Edit","components":[
                {"type":18,"label":"Prompt","component":{"type":4,"custom_id":"prompt","style":2,"value":"a fox","required":true,"max_length":4000}},
                {"type":18,"label":"Seed","component":{"type":4,"custom_id":"seed","style":1,"required":false,"max_length":20}}]}}
            """,
        ];
        Assert.All(expected.Zip(_fixture.Discord.Requests), pair => AssertJson(pair.First, pair.Second.Text));
        Assert.All(_fixture.Discord.Requests,
            request => Assert.Equal($"/api/v10/interactions/{interaction.Id}/{interaction.Token}/callback", request.Path));

        Task RespondAsync(InteractionResponse response) => _fixture.Api.RespondAsync(interaction, response, default);
    }

    [Fact]
    public async Task A_first_answer_takes_files()
    {
        await _fixture.Api.RespondAsync(
            Some.Command("imagine"), new InteractionResponse.Reply(new MessageBody("here"), [Picture]), default);

        var parts = await PartsAsync(_fixture.Discord.Last);
        AssertJson(
            """{"type":4,"data":{"content":"here","attachments":[{"id":"0","filename":"fox.png"}],"allowed_mentions":{"parse":[]}}}""",
            parts["payload_json"]);
        Assert.Equal("fox.png image/png 010203", parts["files[0]"]);
    }

    [Fact]
    public async Task Buttons_and_embeds_are_written_as_Discord_reads_them()
    {
        var body = new MessageBody(
            Embeds: [new Embed(
                "Recipe", Fields: [new EmbedField("Seed", "7", Inline: true)], Image: new EmbedImage("attachment://fox.png"),
                Color: 0x00FF00)],
            Components: [new ActionRow(
                [new Component(ComponentType.Button, "v1|u|1", "U1", ButtonStyle.Secondary, Emoji: new ButtonEmoji("🎲"))])]);

        await _fixture.Api.EditOriginalAsync("3", "t", body, [], default);

        AssertJson(
            """
            {"embeds":[{"title":"Recipe","color":65280,"fields":[{"name":"Seed","value":"7","inline":true}],"image":{"url":"attachment://fox.png"}}],
             "components":[{"type":1,"components":[{"type":2,"custom_id":"v1|u|1","label":"U1","style":2,"emoji":{"name":"🎲"}}]}],
             "allowed_mentions":{"parse":[]}}
            """,
            _fixture.Discord.Last.Text);
    }

    private static void AssertJson(string expected, string actual)
    {
        var (left, right) = (JsonNode.Parse(expected), JsonNode.Parse(actual));
        Assert.True(JsonNode.DeepEquals(left, right), $"expected {left!.ToJsonString()}\nactual   {right!.ToJsonString()}");
    }

    private static async Task<string> AttachmentsAsync(ScriptedRequest request)
    {
        var json = request.ContentType == "application/json" ? request.Text : (await PartsAsync(request))["payload_json"];
        return JsonNode.Parse(json)!["attachments"]!.ToJsonString();
    }

    /// <summary>The JSON as it is; of a file its name, type and bytes.</summary>
    private static Task<Dictionary<string, string>> PartsAsync(ScriptedRequest request)
    {
        Assert.StartsWith("multipart/form-data; boundary=", request.ContentType, StringComparison.Ordinal);
        var boundary = request.ContentType!.Split("boundary=")[1].Trim('"');
        var parts = Encoding.Latin1.GetString(request.Body).Split("--" + boundary)[1..^1].Select(part => part.Split("\r\n\r\n", 2))
            .ToArray();
        return Task.FromResult(parts.ToDictionary(part => Field(part[0], "name"), part =>
        {
            var content = part[1][..^2];
            return part[0].Contains("filename=", StringComparison.Ordinal)
                ? $"{Field(part[0], "filename")} {Field(part[0], "Content-Type")} {Convert.ToHexStringLower(Encoding.Latin1.GetBytes(content))}"
                : content;
        }));
    }

    private static string Field(string head, string name)
    {
        var after = head[(head.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length + 1)..];
        return after.Split([';', '\r'])[0].Trim(' ', '"');
    }
}
