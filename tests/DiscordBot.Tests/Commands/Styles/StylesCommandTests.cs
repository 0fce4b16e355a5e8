using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Tests.Commands.Styles;

public sealed class StylesCommandTests : IDisposable
{
    private const string Manager = "32";

    private readonly Workbench _bench = new();

    [Fact]
    public async Task The_servers_styles_are_listed_with_their_text()
    {
        await _bench.RunAsync(Some.Command("styles", Some.Sub("list")));

        Assert.Contains("Watercolour: watercolour of {prompt}, paper\nwithout photograph", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_adds_a_style_that_everybody_of_that_guild_can_take()
    {
        await _bench.RunAsync(Add("Ink", "ink drawing, {prompt}", "colour"));

        Assert.Contains("Ink", await _bench.ValuesAsync("imagine", Some.Text("style", "", focused: true)));
        await _bench.RunAsync(Some.Command("imagine", Some.Text("prompt", "a fox"), Some.Text("style", "ink")).By("9"));
        Assert.Equal(("ink drawing, a fox", "colour"), (_bench.Maker.Wish.Request.Prompt, _bench.Maker.Wish.Request.NegativePrompt));
        var elsewhere = Some.Command("imagine", Some.Text("prompt", "a fox"), Some.Text("style", "ink")) with { GuildId = "999" };
        await _bench.RefusesAsync("`style`", elsewhere);
    }

    [Fact]
    public async Task A_style_of_a_name_that_is_there_takes_its_place()
    {
        await _bench.RunAsync(Add("Ink", "ink"));
        await _bench.RunAsync(Add("INK", "more ink"));
        await _bench.RunAsync(Add("night", "their own night"));

        await _bench.RunAsync(Some.Command("styles", Some.Sub("list")));

        Assert.Contains("INK: more ink", _bench.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("Ink: ink", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("night: their own night", _bench.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("moonlight", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_removes_what_the_guild_has_and_not_what_the_server_has()
    {
        await _bench.RunAsync(Add("Ink", "ink"));
        Assert.Equal(["Ink"], await _bench.ValuesAsync("styles", Some.Sub("remove", Some.Text("name", "", focused: true))));

        await _bench.RunAsync(Some.Command("styles", Some.Sub("remove", Some.Text("name", "ink"))).By(permissions: Manager));

        Assert.DoesNotContain("Ink", await _bench.ValuesAsync("imagine", Some.Text("style", "", focused: true)));
        await _bench.RefusesAsync(
            "`name`", Some.Command("styles", Some.Sub("remove", Some.Text("name", "Night"))).By(permissions: Manager));
    }

    [Fact]
    public async Task Others_can_neither_add_nor_remove()
    {
        await _bench.RefusesAsync("Manage Server", Add("Ink", "ink").By());
        await _bench.RefusesAsync("Manage Server", Some.Command("styles", Some.Sub("remove", Some.Text("name", "x"))));
        await _bench.RefusesAsync("use it there", Add("Ink", "ink") with { GuildId = null });
    }

    [Theory]
    [InlineData("none", "ink", "`none` is taken")]
    [InlineData("Ink", "<lora:../x:1>", "does not name a LoRA")]
    public async Task A_style_that_is_not_possible_is_refused(string name, string prompt, string sentence) =>
        await _bench.RefusesAsync(sentence, Add(name, prompt));

    [Fact]
    public async Task A_style_has_a_longest_text_and_a_guild_a_most_of_them()
    {
        await _bench.RefusesAsync("at most 1000", Add("Ink", new string('a', 1001)));
        await _bench.RefusesAsync("at most 50", Add(new string('a', 51), "ink"));
        for (var number = 0; number < 50; number++)
        {
            await _bench.RunAsync(Add($"style {number}", "ink"));
        }

        await _bench.RefusesAsync("as many as it may have", Add("one more", "ink"));
        await _bench.RunAsync(Add("style 49", "changed"));
    }

    public void Dispose() => _bench.Dispose();

    private static Interaction Add(string name, string prompt, string? negative = null) => Some.Command(
        "styles", Some.Sub("add",
            [Some.Text("name", name), Some.Text("prompt", prompt), .. negative is null ? [] : new[] { Some.Text("negative", negative) }]))
        .By(permissions: Manager);
}
