using System.Text.Json;
using Atelier.DiscordBot.Interactions;

namespace Atelier.DiscordBot.Tests.Interactions;

public sealed class ModalAnswersTests
{
    [Theory]
    [InlineData("""[{"type":18,"id":1,"component":{"type":4,"custom_id":"prompt","value":"a"}},{"type":18,"component":{"type":4,"custom_id":"seed","value":""}}]""")]
    [InlineData("""[{"type":1,"components":[{"type":4,"custom_id":"prompt","value":"a"}]},{"type":1,"components":[{"type":4,"custom_id":"seed","value":""}]}]""")]
    public void Fields_are_read_within_labels_and_within_rows(string json)
    {
        var answers = ModalAnswers.Read(JsonDocument.Parse(json).RootElement);

        Assert.Equal(new Dictionary<string, string> { ["prompt"] = "a", ["seed"] = "" }, answers);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""[{"type":10,"content":"words"},{"type":18,"component":{"type":3,"custom_id":"model","values":["a"]}},7]""")]
    public void What_holds_no_text_is_passed_over(string json) => Assert.Empty(ModalAnswers.Read(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void Nothing_is_read_from_nothing() => Assert.Empty(ModalAnswers.Read(null));
}
