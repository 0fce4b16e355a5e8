using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class GalleryTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_deleted_picture_comes_back_with_undo_and_is_gone_without()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a picture to delete");
        await FindAsync(visit, "picture to delete");
        await visit.Page.Locator(".card-open").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(visit.Page.Locator(".card")).ToHaveCountAsync(0);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visit.Page.Locator(".card")).ToHaveCountAsync(1);

        await visit.Page.Locator(".card-open").ClickAsync();
        var gone = visit.Page.WaitForResponseAsync(answer => answer.Request.Method == "DELETE");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        Assert.True((await gone).Ok);
        await visit.Page.ReloadAsync();
        await FindAsync(visit, "picture to delete");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing for “picture to delete”" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Favourites_are_kept_and_listed()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a picture to like");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add to favourites" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove from favourites" })).ToBeVisibleAsync();

        await visit.GoAsync("gallery");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Favourites", Exact = true }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "a picture to like" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Two_pictures_are_compared_with_what_differs()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a pair of pictures, the first");
        await visit.MakeAsync("a pair of pictures, the second");
        await FindAsync(visit, "a pair of pictures");
        await Expect(visit.Page.Locator(".card")).ToHaveCountAsync(2);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
        await visit.Page.Locator(".card-open").Nth(0).ClickAsync();
        await visit.Page.Locator(".card-open").Nth(1).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();

        var dialog = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Compare" });
        await Expect(dialog.GetByRole(AriaRole.Slider)).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Row, new() { Name = "Prompt" })).ToContainTextAsync("the first");
        await Expect(dialog.GetByRole(AriaRole.Row, new() { Name = "Seed" })).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_picture_is_enlarged_and_downloaded()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a picture to enlarge");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Enlarge", Exact = true }).ClickAsync();
        var dialog = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Enlarge" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "3×" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enlarge", Exact = true }).ClickAsync();

        await Expect(dialog.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        var download =
            await visit.Page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        Assert.EndsWith("-3x.png", download.SuggestedFilename);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Chosen_pictures_are_downloaded_as_one_file()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a picture to take home");
        await FindAsync(visit, "to take home");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
        await visit.Page.Locator(".card-open").ClickAsync();

        var download =
            await visit.Page.RunAndWaitForDownloadAsync(
                () => visit.Page.Locator(".selection-bar").GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());

        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
    }

    private static async Task FindAsync(Visit visit, string words)
    {
        await visit.GoAsync("gallery");
        await visit.Page.GetByLabel("Search prompts").FillAsync(words);
        await visit.Page.WaitForResponseAsync(
            answer => answer.Url.Contains("/pictures?", StringComparison.Ordinal) && answer.Url.Contains("q=", StringComparison.Ordinal));
    }
}
