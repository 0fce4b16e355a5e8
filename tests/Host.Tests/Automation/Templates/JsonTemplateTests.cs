using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Automation.Templates;

namespace Atelier.Host.Tests.Automation.Templates;

public class JsonTemplateTests
{
    private static readonly Dictionary<string, JsonElement> Values = new()
    {
        ["payload"] = JsonElement.Parse("""{"a":{"b":"x \"y\""},"list":[{"n":1},{"n":2}],"yes":true,"none":null}"""),
        ["event"] = JsonElement.Parse("\"push\""),
    };

    [Theory]
    [InlineData("\"{{payload.a.b}}\"", "\"x \\u0022y\\u0022\"")]
    [InlineData("\"({{ event }}) {{payload.list.1.n}}{{payload.none}}\"", "\"(push) 2\"")]
    [InlineData("""{"n":"{{payload.list.0.n}}","all":"{{payload.a}}","not":"{{payload.none}}"}""",
        """{"n":1,"all":{"b":"x \u0022y\u0022"},"not":null}""")]
    [InlineData("""["{{payload.yes}}",7,"{{payload.missing?}}","a{{payload.a.c?}}"]""", """[true,7,null,"a"]""")]
    [InlineData("""["{{payload.none}}","{{payload.list.1}}","{{event}}{{event}}"]""", """[null,{"n":2},"pushpush"]""")]
    [InlineData("\"{{ no place\"", "\"{{ no place\"")]
    public void A_place_becomes_what_lies_there(string template, string expected) =>
        Assert.Equal(expected, JsonTemplate.Fill(JsonNode.Parse(template), Values)?.ToJsonString());

    [Theory]
    [InlineData("{{payload.a.c}}", "payload.a.c")]
    [InlineData("{{payload.list.2}}", "payload.list.2")]
    [InlineData("{{payload.a.b.c}}", "payload.a.b.c")]
    public void What_is_missing_is_named(string template, string path) =>
        Assert.Equal(path, Assert.Throws<RequestException>(() => JsonTemplate.Fill(JsonValue.Create(template), Values)).Field);

    [Fact]
    public void What_comes_in_is_not_filled_again()
    {
        var values =
            new Dictionary<string, JsonElement> { ["payload"] = JsonElement.Parse("""{"a":"{{event}}"}"""),
                ["event"] = JsonElement.Parse("\"push\"") };

        Assert.Equal("{{event}}", JsonTemplate.Fill(JsonValue.Create("{{payload.a}}"), values)!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"a":["{{payload.x}} {{event}}"]}""", null)]
    [InlineData("""{"a":["{{paylaod.x}}"]}""", "'{{paylaod.x}}' is not possible; a path begins with payload or event, as {{payload.name}}")]
    [InlineData("""{"a":"{{payload x}}"}""", "'{{payload x}}' is not possible")]
    [InlineData("""{"a":"{{}}"}""", "'{{}}' is not possible")]
    [InlineData("""{"a":"{{payload..x}}"}""", "'{{payload..x}}' is not possible")]
    public void A_path_that_leads_nowhere_is_found_before(string template, string? problem)
    {
        var found = JsonTemplate.Problem(JsonNode.Parse(template), ["payload", "event"]);

        Assert.Equal(problem is null, found is null);
        Assert.StartsWith(problem ?? "", found ?? "");
    }
}
