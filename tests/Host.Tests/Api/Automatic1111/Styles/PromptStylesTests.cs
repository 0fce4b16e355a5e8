using Atelier.Host.Styles;

namespace Atelier.Host.Tests.Api.Automatic1111.Styles;

public class PromptStylesTests
{
    [Fact]
    public async Task Styles_come_from_AUTOMATIC1111s_file_and_go_into_both_prompts()
    {
        await using var server = await CompatibleServer.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(server.Data, "styles.csv"),
            "name,prompt,negative_prompt\r\ncinematic,\"film still of {prompt}, 35mm\",\"cartoon, \"\"3d\"\"\"\nplain,sharp,\n");

        var list = (await server.GetAsync("/sdapi/v1/prompt-styles"))!.AsArray();
        await server.PostAsync(
            "/sdapi/v1/txt2img", """{"prompt":"a fox","negative_prompt":"blurry","styles":["cinematic","plain"],"width":64,"height":32}""");

        Assert.Equal(
            """{"name":"cinematic","prompt":"film still of {prompt}, 35mm","negative_prompt":"cartoon, \"3d\""}""",
            list[0]!.ToJsonString(Host.Api.Automatic1111.Automatic1111Json.Options));
        Assert.Equal(("film still of a fox, 35mm, sharp", "blurry, cartoon, \"3d\""), (server.Asked.Prompt, server.Asked.NegativePrompt));
    }

    [Theory]
    [InlineData("", "a fox", "a fox")]
    [InlineData("sharp", "", "sharp")]
    [InlineData("sharp", " a fox ", "a fox, sharp")]
    [InlineData("{prompt}, {prompt}", "a", "a, a")]
    public void A_style_is_put_behind_the_prompt_or_around_it(string style, string prompt, string merged) =>
    Assert.Equal(merged, PromptStyle.Merge(style, prompt));

    [Theory]
    [InlineData("a,b\nc", new[] { "a|b", "c" })]
    [InlineData("\"a,\nb\",\"\"\"\"\r\n,", new[] { "a,\nb|\"", "|" })]
    [InlineData("", new string[0])]
    public void Rows_are_read_with_their_quotes(string text, string[] rows) =>
    Assert.Equal(rows, CsvText.Rows(text).Select(row => string.Join('|', row)));
}
