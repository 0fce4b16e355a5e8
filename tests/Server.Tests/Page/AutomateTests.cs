using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class AutomateTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_script_is_written_corrected_where_it_is_wrong_and_says_what_it_does()
    {
        await using var server = await RunningServer.StartAsync(arguments: ["--scripts:edit=true"]);
        await using var visit = await browser.SignedInAsync(server: server);
        await OpenAsync(visit, "scripts");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No scripts yet" })).ToBeVisibleAsync();
        await visit.Page.Locator("button:visible", new() { HasText = "New script" }).ClickAsync();
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("greeting");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var text = visit.Page.GetByLabel("Script's text");

        await text.FillAsync("Log.Info(\"one\");\nvar wrong = 1 +;\n");
        await Expect(visit.Page.Locator(".problems li")).ToContainTextAsync("2:16");
        await Expect(visit.Page.Locator(".code-gutter .error")).ToHaveTextAsync("2");

        await text.FillAsync("Log.Info($\"hello {Args.At(0, \"nobody\")}\");\n");
        await visit.Page.GetByLabel("Arguments").FillAsync("\"big world\"");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Expect(visit.Page.Locator(".output-lines")).ToContainTextAsync("hello big world");
        await Expect(visit.Page.Locator(".output .badge")).ToHaveTextAsync("succeeded");
        Assert.Empty(visit.Problems);
    }

    [BrowserFact]
    public async Task Scripts_are_only_read_where_the_owner_has_not_allowed_more()
    {
        await using var visit = await browser.SignedInAsync();
        await OpenAsync(visit, "scripts");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No scripts yet" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "New script" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_recipe_publishes_a_picture_and_a_schedule_shows_when_it_will_again()
    {
        await using var server = await RunningServer.StartAsync();
        await using var visit = await browser.SignedInAsync(server: server);
        await OpenAsync(visit, "recipes");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No recipes yet" })).ToBeVisibleAsync();
        await visit.Page.Locator("button:visible", new() { HasText = "New recipe" }).ClickAsync();
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("front-page");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var text = visit.Page.GetByLabel("Recipe's text");
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("kind: site"));
        await text.FillAsync("generate:\n  steps: 2\n  variants:\n    - prompt: a lake at noon\nalt: A lake\npublish:\n  - kind: site\n");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator(".output .badge")).ToHaveTextAsync("succeeded");

        await visit.Page.Locator("a[data-part=published]").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "A lake" })).ToBeVisibleAsync();

        await visit.Page.Locator("a[data-part=schedules]").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New schedule" }).ClickAsync();
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("mornings");
        await visit.Page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await visit.Page.GetByLabel("When (cron)").FillAsync("61 7 * * *");
        await Expect(visit.Page.Locator(".field.wrong .complaint")).ToContainTextAsync("61");
        await visit.Page.GetByLabel("When (cron)").FillAsync("30 7 * * *");
        await Expect(visit.Page.Locator(".next-runs li")).ToHaveCountAsync(5);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the schedule" }).ClickAsync();

        var panel = visit.Page.Locator("article", new() { HasText = "mornings" });
        await Expect(panel).ToContainTextAsync("recipe front-page");
        Assert.Empty(visit.Problems);
    }

    private static async Task OpenAsync(Visit visit, string part)
    {
        await visit.GoAsync("automate");
        await visit.Page.Locator($"a[data-part={part}]").ClickAsync();
    }
}
