using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class MakeTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task Somebody_new_makes_a_picture_finds_it_again_and_changes_its_seed()
    {
        await using var visit = await browser.SignedInAsync();
        var first = await visit.MakeAsync("a sailboat at sunset");
        await visit.MakeAsync("something else");

        await visit.GoAsync("gallery");
        await visit.Page.GetByLabel("Search prompts").FillAsync("sailboat sunset");
        await Expect(visit.Page.Locator(".grid .card")).ToHaveCountAsync(1);
        await visit.Page.Locator(".card-open").ClickAsync();
        await Expect(visit.Page.Locator(".viewer")).ToContainTextAsync(SeedOf(first));
        await visit.Page.Locator(".viewer").GetByRole(AriaRole.Button, new() { Name = "New seed" }).ClickAsync();

        await Expect(visit.CaptionOf("a sailboat at sunset")).ToBeVisibleAsync();
        Assert.NotEqual(SeedOf(first), SeedOf(await visit.Page.Locator(".caption").InnerTextAsync()));
    }

    [BrowserFact]
    public async Task A_picture_made_again_is_identical_and_says_so()
    {
        await using var visit = await browser.SignedInAsync();
        var first = await visit.MakeAsync("a hill to be made twice");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make again" }).ClickAsync();

        await Expect(visit.Page.Locator(".caption")).ToContainTextAsync("identical");
        await Expect(visit.Page.Locator(".caption")).ToContainTextAsync(SeedOf(first));
    }

    [BrowserFact]
    public async Task Progress_is_shown_and_Escape_cancels()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.SetStepsAsync(150);
        await visit.Prompt.FillAsync("a picture nobody waits for");
        await visit.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(visit.Page.Locator(".progress-words")).ToContainTextAsync(new Regex(@"Step \d+ of 150"));
        await Expect(visit.Page.Locator(".preview")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Cancelled" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_the_server_refuses_stands_beside_its_field()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.Prompt.FillAsync("a picture of an odd size");
        var width = visit.Page.GetByLabel("Width", new() { Exact = true });
        await width.FillAsync("250");
        await visit.Page.Keyboard.PressAsync("Control+Enter");

        await Expect(width).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(width).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".field.wrong .complaint")).ToContainTextAsync("8");
        await Expect(visit.Page.Locator(".toast.error")).ToContainTextAsync("width");
    }

    [BrowserFact]
    public async Task Without_a_prompt_the_page_asks_for_one()
    {
        await using var visit = await browser.SignedInAsync();

        await visit.Page.Locator(".make-button").ClickAsync();

        await Expect(visit.Prompt).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".field.wrong .complaint")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_seed_that_is_kept_makes_the_same_picture()
    {
        await using var visit = await browser.SignedInAsync();
        var first = await visit.MakeAsync("a seed to keep");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Seed", new() { Exact = true }).First).ToHaveValueAsync(SeedOf(first));

        var second = await visit.MakeAsync("a seed to keep twice");

        Assert.Equal(SeedOf(first), SeedOf(second));
    }

    [BrowserFact]
    public async Task A_seed_of_twenty_digits_stays_whole()
    {
        const string seed = "18446744073709551615";
        await using var visit = await browser.SignedInAsync();
        await visit.Page.GetByLabel("Seed", new() { Exact = true }).First.FillAsync(seed);

        var caption = await visit.MakeAsync("a very large seed");

        Assert.Equal(seed, SeedOf(caption));
    }

    [BrowserFact]
    public async Task Weights_are_marked_and_tokens_counted()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.Prompt.FillAsync("a (red:1.3) [blue] [dawn:dusk:0.5] BREAK __place__ {one|two} (");

        var marks = visit.Page.Locator(".prompt-marks").First;
        await Expect(marks.Locator("mark.more")).ToHaveTextAsync("(red:1.3)");
        await Expect(marks.Locator("mark.less")).ToHaveTextAsync("[blue]");
        await Expect(marks.Locator("mark.schedule")).ToHaveTextAsync("[dawn:dusk:0.5]");
        await Expect(marks.Locator("mark.keyword")).ToHaveTextAsync("BREAK");
        await Expect(marks.Locator("mark.wildcard")).ToHaveTextAsync("__place__");
        await Expect(marks.Locator("mark.choice")).ToHaveTextAsync("{one|two}");
        await Expect(marks.Locator("mark.open")).ToHaveTextAsync("(");
        await Expect(visit.Page.Locator(".tokens").First).ToContainTextAsync(new Regex(@"\d+ of \d+ tokens"));
    }

    [BrowserFact]
    public async Task Ctrl_and_an_arrow_weigh_the_word_at_the_caret()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.Prompt.FillAsync("a red boat");
        await visit.Prompt.PressAsync("End");
        await visit.Prompt.PressAsync("Control+ArrowUp");
        await visit.Prompt.PressAsync("Control+ArrowUp");
        await Expect(visit.Prompt).ToHaveValueAsync("a red (boat:1.2)");

        await visit.Prompt.PressAsync("Control+ArrowDown");
        await visit.Prompt.PressAsync("Control+ArrowDown");
        await Expect(visit.Prompt).ToHaveValueAsync("a red boat");
    }

    [BrowserFact]
    public async Task A_picture_that_is_dropped_brings_its_settings()
    {
        await using var maker = await browser.SignedInAsync();
        await maker.Page.GetByLabel("Negative prompt").FillAsync("fog");
        var caption = await maker.MakeAsync("a picture to be dropped", steps: 3);
        var file = await maker.Page.EvaluateAsync<string>(
            "async () => btoa(String.fromCharCode(...new Uint8Array(await (await fetch(document.querySelector('.canvas img').src)).arrayBuffer())))");
        await using var visit = await browser.SignedInAsync();

        await visit.Page.EvaluateAsync("""
            content => {
              const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], 'picture.png', { type: 'image/png' }));
              document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true }));
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """, file);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Its settings" }).ClickAsync();

        await Expect(visit.Prompt).ToHaveValueAsync("a picture to be dropped");
        await Expect(visit.Page.GetByLabel("Negative prompt")).ToHaveValueAsync("fog");
        await Expect(visit.Page.GetByLabel("Steps", new() { Exact = true })).ToHaveValueAsync("3");
        await Expect(visit.Page.GetByLabel("Seed", new() { Exact = true }).First).ToHaveValueAsync(SeedOf(caption));
    }

    internal static string SeedOf(string caption) => Regex.Match(caption, @"seed (\d+)").Groups[1].Value;
}
