using Atelier.DiscordBot.Interactions;
using Atelier.DiscordBot.Rules;
using Atelier.Generation;

namespace Atelier.DiscordBot.Tests.Rules;

public sealed class PromptHygieneTests
{
    [Theory]
    [InlineData("a fox <lora:../../etc/passwd:1>")]
    [InlineData("a fox < LoRA : ..\\secret : 1>")]
    [InlineData("a fox <lyco:/absolute:1>")]
    [InlineData("a fox <lora:>")]
    [InlineData("a fox <hypernet:~root:1>")]
    public void A_tag_that_leaves_its_folder_is_refused(string prompt)
    {
        Assert.Contains("does not name a LoRA", Refused(new GenerationRequest { Prompt = prompt }), StringComparison.Ordinal);
        Assert.Contains(
            "does not name a LoRA", Refused(new GenerationRequest { Prompt = "", NegativePrompt = prompt }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beside_the_prompt_that_leaves_its_folder_is_refused()
    {
        var fox = new GenerationRequest { Prompt = "a fox" };
        Assert.Contains(
            "none of the server's", Refused(fox with { Adapters = [new AdapterUse { Name = "../ink" }] }), StringComparison.Ordinal);
        Assert.Contains(
            "none of the server's", Refused(fox with { Controls = [new ControlUnit { Model = "/etc/passwd" }] }), StringComparison.Ordinal);
        PromptHygiene.Check(fox with { Adapters = [new AdapterUse { Name = "styles/ink~2" }] });
    }

    [Theory]
    [InlineData("a fox <lora:ink-drawing:0.8>")]
    [InlineData("a fox <lora:styles/ink v1.2:0.8>")]
    [InlineData("__animals__ in {snow|rain}, [a:b:0.5] AND c BREAK (d:1.2)")]
    [InlineData("a < b > c")]
    public void Everything_that_prompts_can_say_is_left(string prompt) => PromptHygiene.Check(new GenerationRequest { Prompt = prompt });

    [Fact]
    public void A_prompt_has_a_longest_length()
    {
        PromptHygiene.Check(new GenerationRequest { Prompt = new string('a', 4000) });
        Assert.Contains(
            "at most 4000 characters; yours has 4001", Refused(new GenerationRequest { Prompt = new string('a', 4001) }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_refused() =>
        Assert.Contains("cannot be read", Refused(new GenerationRequest { Prompt = "a\0fox" }), StringComparison.Ordinal);

    private static string Refused(GenerationRequest request) => Assert.Throws<Refusal>(() => PromptHygiene.Check(request)).Message;
}
