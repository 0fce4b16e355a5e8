using System.Text.Json;
using Atelier.DiscordSimulator.Limits;

namespace Atelier.DiscordSimulator.Tests.Limits;

public sealed class LimitsTests
{
    public static TheoryData<string, string> WrongMessages => new()
    {
        { Json(new { content = new string('a', 2001) }), "content" },
        { Json(new { embeds = Many(11, _ => new { title = "a" }) }), "embeds" },
        { Json(new { embeds = new[] { new { title = new string('a', 257) } } }), "embeds/0/title" },
        { Json(new { embeds = new[] { new { description = new string('a', 4097) } } }), "embeds/0/description" },
        { Json(new { embeds = Many(2, _ => new { description = new string('a', 3001) }) }), "embeds" },
        { Json(new { embeds = new[] { new { fields = Many(26, _ => new { name = "a", value = "b" }) } } }), "embeds/0/fields" },
        { Json(new { embeds = new[] { new { fields = new[] { new { name = "a", value = new string('b', 1025) } } } } }), "embeds/0/fields/0/value" },
        { Json(new { embeds = new[] { new { footer = new { text = new string('a', 2049) } } } }), "embeds/0/footer/text" },
        { Json(new { embeds = new[] { new { color = 0x1000000 } } }), "embeds/0/color" },
        { Json(new { embeds = new[] { new { image = new { url = "no address" } } } }), "embeds/0/image/url" },
        { Json(new { components = Many(6, index => Row(Button($"{index}"))) }), "components" },
        { Json(new { components = new[] { Row(Many(6, index => Button($"{index}"))) } }), "components/0/components" },
        { Json(new { components = new[] { Row(Button("a"), Button("a")) } }), "components/0/components/1/custom_id" },
        { Json(new { components = new[] { Row(Button(new string('a', 101))) } }), "components/0/components/0/custom_id" },
        { Json(new { components = new[] { Row(new { type = 2, style = 1, label = new string('a', 81), custom_id = "a" }) } }), "components/0/components/0/label" },
        { Json(new { components = new[] { Row(new { type = 2, style = 1, custom_id = "a" }) } }), "components/0/components/0/label" },
        { Json(new { components = new[] { Row(new { type = 2, style = 5, label = "a", url = "https://example.org", custom_id = "a" }) } }), "components/0/components/0/custom_id" },
        { Json(new { components = new[] { Row(new { type = 2, style = 5, label = "a" }) } }), "components/0/components/0/url" },
        { Json(new { components = new[] { Row(Select(26)) } }), "components/0/components/0/options" },
        { Json(new { components = new[] { Row(Select(1), Button("b")) } }), "components/0/components" },
        { Json(new { attachments = new[] { new { id = "0" }, new { id = "0" } } }), "attachments/1/id" },
        { Json(new { attachments = new[] { new { id = "new" } } }), "attachments/0/id" },
        { Json(new { allowed_mentions = new { parse = new[] { "all" } } }), "allowed_mentions/parse" },
        { Json(new { content = "a", flags = 32768 }), "flags" },
    };

    public static TheoryData<string, string> WrongCommands => new()
    {
        { Json(new { name = "Imagine", description = "a" }), "name" },
        { Json(new { name = "two words", description = "a" }), "name" },
        { Json(new { name = new string('a', 33), description = "a" }), "name" },
        { Json(new { name = "a" }), "description" },
        { Json(new { name = "a", description = new string('a', 101) }), "description" },
        { Json(new { name = "Look", type = 3, description = "not here" }), "description" },
        { Command(Many(26, index => Option($"o{index}"))), "options" },
        { Command(Option("a"), Option("a")), "options/1/name" },
        { Command(Option("a"), new { type = 3, name = "b", description = "b", required = true }), "options/1/required" },
        { Command(new { type = 3, name = "a", description = "a", choices = Many(26, index => new { name = $"{index}", value = $"{index}" }) }), "options/0/choices" },
        { Command(new { type = 3, name = "a", description = "a", choices = new[] { new { name = "a", value = new string('a', 101) } } }), "options/0/choices/0/value" },
        { Command(new { type = 4, name = "a", description = "a", choices = new[] { new { name = "a", value = "1" } } }), "options/0/choices/0/value" },
        { Command(new { type = 3, name = "a", description = "a", autocomplete = true, choices = new[] { new { name = "a", value = "a" } } }), "options/0/autocomplete" },
        { Command(new { type = 5, name = "a", description = "a", autocomplete = true }), "options/0/type" },
        { Command(new { type = 3, name = "a", description = "a", max_length = 6001 }), "options/0/max_length" },
        { Command(new { type = 3, name = "a", description = "a", min_value = 1 }), "options/0/min_value" },
        { Command(new { type = 4, name = "a", description = "a", min_value = 2, max_value = 1 }), "options/0/min_value" },
        { Command(new { type = 1, name = "a", description = "a" }, Option("b")), "options" },
        { Command(Many(25, index => new { type = 3, name = $"o{index}", description = "a",
            choices = Many(25, each => new { name = new string('a', 20) + each, value = "a" }) })), "" },
    };

    [Theory]
    [MemberData(nameof(WrongMessages))]
    public void A_message_beyond_a_limit_is_wrong_at_its_place(string body, string place) =>
        Assert.Contains(place, Check(body, form => MessageLimits.Check(form, [], [])).All.Select(problem => problem.Path));

    [Theory]
    [MemberData(nameof(WrongCommands))]
    public void A_command_beyond_a_limit_is_wrong_at_its_place(string body, string place) =>
        Assert.Contains(place, Check(body, form => CommandLimits.Check(form, isChange: false)).All.Select(problem => problem.Path));

    [Fact]
    public void What_is_just_within_the_limits_is_right()
    {
        // A face of two code units is one character.
        var message =
            Json(new { content = string.Concat(Enumerable.Repeat("\U0001F642", 2000)),
                components = Many(5, row => Row(Many(5, index => Button($"{row} {index}")))) });
        var command =
            Command([new { type = 3, name = "prompt", description = "a", required = true, max_length = 6000 }, Option("größe-2"),
                Option("大きさ")]);

        Assert.Empty(Check(message, form => MessageLimits.Check(form, [], [])).All);
        Assert.Empty(Check(command, form => CommandLimits.Check(form, isChange: false)).All);
    }

    [Theory]
    [InlineData(46, 1, "title")]
    [InlineData(45, 6, "components")]
    public void A_window_has_a_short_title_and_few_fields(int title, int fields, string place)
    {
        var modal = Json(new { custom_id = "a", title = new string('a', title), components = Many(fields, index => Field($"{index}")) });

        Assert.Contains(place, Check(modal, ModalLimits.Check).All.Select(problem => problem.Path));
    }

    [Fact]
    public void Problems_stand_where_they_belong()
    {
        var problems = new Problems();
        problems.Add("embeds/0/title", "BASE_TYPE_MAX_LENGTH", "Must be 256 or fewer in length.");

        Assert.Equal(
            """{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}""",
            problems.ToJson().ToJsonString());
    }

    private static Problems Check(string body, Action<Form> check)
    {
        var problems = new Problems();
        check(new Form(JsonDocument.Parse(body).RootElement, "", problems));
        return problems;
    }

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static string Command(params object[] options) => Json(new { name = "a", description = "a", options });

    private static object[] Many(int count, Func<int, object> make) => [.. Enumerable.Range(0, count).Select(make)];

    private static object Row(params object[] components) => new { type = 1, components };

    private static object Button(string id) => new { type = 2, style = 2, label = "a", custom_id = id };

    private static object Select(int options) =>
        new { type = 3, custom_id = "s", options = Many(options, index => new { label = "a", value = $"{index}" }) };

    private static object Option(string name) => new { type = 3, name, description = "a" };

    private static object Field(string id) => new { type = 18, label = "a", component = new { type = 4, style = 1, custom_id = id } };
}
