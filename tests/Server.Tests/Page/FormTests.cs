using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class FormTests(BrowserFixture browser)
{
    private static readonly string[] Places = ["make", "gallery", "queue", "models", "plugins", "system"];

    [BrowserFact]
    public async Task A_wrong_key_is_refused_beside_its_field()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.GetByLabel("Key").FillAsync("atl_wrong");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(visit.Page.GetByText("This key is not known here")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByLabel("Key")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [BrowserFact]
    public async Task Signing_out_ends_the_session()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Key")).ToBeVisibleAsync();

        await visit.Page.ReloadAsync();

        await Expect(visit.Page.GetByLabel("Key")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_form_is_remembered()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.Prompt.FillAsync("something to remember");
        await visit.SetStepsAsync(7);
        await visit.Page.WaitForFunctionAsync("() => localStorage.getItem('atelier.form')?.includes('\"steps\":7')");

        await visit.Page.ReloadAsync();

        await Expect(visit.Prompt).ToHaveValueAsync("something to remember");
        await Expect(visit.Page.GetByLabel("Steps", new() { Exact = true })).ToHaveValueAsync("7");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the model’s settings" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Steps", new() { Exact = true })).ToHaveValueAsync("20");
        await Expect(visit.Prompt).ToHaveValueAsync("something to remember");
    }

    [BrowserFact]
    public async Task The_chosen_schedule_is_drawn()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.SetStepsAsync(5);

        await Expect(visit.Page.Locator(".sigmas circle")).ToHaveCountAsync(6);
    }

    [BrowserTheory]
    [InlineData(360, 740)]
    [InlineData(390, 844)]
    public async Task On_a_phone_nothing_lies_beside_the_screen(int width, int height)
    {
        await using var visit = await browser.SignedInAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, IsMobile = true, HasTouch = true,
        });
        await Expect(visit.Page.Locator(".make-button")).ToBeInViewportAsync();
        foreach (var place in Places)
        {
            await visit.GoAsync(place);
            await visit.Page.Locator($"#main[data-place={place}]").WaitForAsync();
            await visit.Page.Locator(".skeleton").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
            Assert.Equal(width, await WidthAsync(visit));
        }
    }

    [BrowserFact]
    public async Task On_a_phone_what_steers_a_picture_fits()
    {
        const int width = 360;
        await using var visit = await browser.SignedInAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 740 }, IsMobile = true, HasTouch = true,
        });
        await visit.OfferAsync("controlnets", "edges-canny");
        await visit.OfferAsync("loras", "an-adapter-with-a-rather-long-name-v2-final");
        await visit.MakeAsync("a picture on a phone");
        await visit.UseAsStartAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Extend it" }).ClickAsync();
        await visit.OpenAsync("adapters");
        await visit.Page.GetByLabel("Add an adapter").SelectOptionAsync("an-adapter-with-a-rather-long-name-v2-final");
        await visit.OpenAsync("control");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a control picture" }).ClickAsync();
        await visit.OpenAsync("more");
        await visit.Page.GetByLabel("A grid of variants").CheckAsync();
        Assert.Equal(width, await WidthAsync(visit));

        await visit.OpenMaskAsync();
        await visit.Page.Locator(".mask-canvas").TapAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeEnabledAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use this mask" })).ToBeInViewportAsync();
        Assert.True(await visit.Page.Locator(".mask-dialog").EvaluateAsync<bool>("dialog => dialog.scrollWidth <= innerWidth"));
    }

    [BrowserFact]
    public async Task Dark_follows_the_system_and_the_switch()
    {
        await using var visit = await browser.OpenAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await visit.SignInAsync(RunningServer.AdminKey);
        Assert.True(await BrightnessAsync(visit) < 60);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: as the system" }).ClickAsync();
        Assert.True(await BrightnessAsync(visit) > 200);

        await visit.Page.ReloadAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: light" }).ClickAsync();
        Assert.True(await BrightnessAsync(visit) < 60);
    }

    [BrowserFact]
    public async Task The_lists_show_what_is_there()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.GoAsync("models");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "starter" })).ToBeVisibleAsync();
        await visit.GoAsync("plugins");
        await Expect(visit.Page.Locator(".panel .badge", new() { HasTextString = "active" }).First).ToBeVisibleAsync();
        await visit.GoAsync("system");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Worker 1" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("admin");
    }

    [BrowserFact]
    public async Task A_front_end_tells_how_it_stands_and_its_secret_is_hidden_as_it_is_typed()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.GoAsync("plugins");
        var panel = visit.Page.Locator(
            ".panel", new() { Has = visit.Page.GetByRole(AriaRole.Heading, new() { Name = "discord", Exact = true }) });
        await Expect(panel.Locator("[data-front-end=discord]")).ToContainTextAsync("token");
        await panel.GetByText("Options", new() { Exact = true }).ClickAsync();
        var token = panel.GetByLabel("Token");
        await Expect(token).ToHaveAttributeAsync("type", "text");

        await token.FillAsync("what nobody is to read");

        await Expect(token).ToHaveAttributeAsync("type", "password");
    }

    [BrowserFact]
    public async Task A_new_key_is_shown_once_and_can_be_removed()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.GoAsync("system");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        await visit.Page.GetByLabel("Name").FillAsync("phone");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(visit.Page.Locator(".secret")).ToContainTextAsync("atl_");
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the key phone" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Table)).Not.ToContainTextAsync("phone");
    }

    private static Task<int> WidthAsync(Visit visit) =>
        visit.Page.EvaluateAsync<int>("() => Math.max(innerWidth, document.documentElement.scrollWidth)");

    private static Task<int> BrightnessAsync(Visit visit) =>
        visit.Page.EvaluateAsync<int>("() => Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
}
