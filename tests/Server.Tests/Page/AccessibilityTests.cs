using System.Text.Json;
using Microsoft.Playwright;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class AccessibilityTests(BrowserFixture browser)
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Labels_roles_and_contrast_hold_everywhere(ColorScheme scheme, int width)
    {
        await using var visit = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce,
        });
        await CheckAsync(visit, "signing in");
        await visit.SignInAsync(RunningServer.AdminKey);
        await CheckAsync(visit, "an empty page");
        await visit.MakeAsync("a (bright:1.4) picture for everyone");
        await CheckAsync(visit, "a picture");
        foreach (var place in (string[])["gallery", "queue", "models", "plugins", "system"])
        {
            await visit.GoAsync(place);
            await visit.Page.Locator($"#main[data-place={place}]").WaitForAsync();
            await visit.Page.Locator(".skeleton").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
            await CheckAsync(visit, place);
        }

        await visit.GoAsync("automate");
        foreach (var part in (string[])["schedules", "recipes", "scripts", "hooks", "published"])
        {
            await visit.Page.Locator($"a[data-part={part}]").ClickAsync();
            await visit.Page.Locator($"a[data-part={part}][aria-current=page]").WaitForAsync();
            await visit.Page.Locator(".skeleton").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
            await CheckAsync(visit, part);
        }

        await visit.GoAsync("gallery");
        await visit.Page.Locator(".card-open").First.ClickAsync();
        await visit.Page.Locator(".viewer-facts dl").WaitForAsync();
        await CheckAsync(visit, "a picture's details");
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Labels_roles_and_contrast_hold_where_a_picture_is_steered(ColorScheme scheme, int width)
    {
        await using var visit = await browser.SignedInAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 }, ReducedMotion = ReducedMotion.Reduce,
        });
        await visit.OfferAsync("controlnets", "edges-canny");
        await visit.OfferAsync("loras", "ink");
        await visit.OfferAsync("embeddings", "calm");
        await visit.MakeAsync("a picture to steer");
        await visit.UseAsStartAsync();
        await visit.OpenMaskAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.GetByText("A rectangle by numbers").ClickAsync();
        await CheckAsync(visit, "a mask");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use this mask" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Extend it" }).ClickAsync();
        await visit.OpenAsync("adapters");
        await visit.Page.GetByLabel("Add an adapter").SelectOptionAsync("ink");
        await visit.OpenAsync("control");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a control picture" }).ClickAsync();
        await visit.Page.GetByText("When and how").ClickAsync();
        await visit.OpenAsync("more");
        foreach (var each in (string[])["Vary the seed a little", "FreeU", "A grid of variants"])
        {
            await visit.Page.GetByLabel(each, new() { Exact = true }).CheckAsync();
        }

        await CheckAsync(visit, "a form full of settings");
    }

    private static async Task CheckAsync(Visit visit, string where)
    {
        await visit.Page.EvaluateAsync("() => Promise.all(document.getAnimations().map(each => each.finished.catch(() => {})))");
        await visit.Page.EvaluateAsync(Axe);
        var found = await visit.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations");
        Assert.True(found.GetArrayLength() == 0, $"{where}: " + string.Join("\n", found.EnumerateArray().Select(violation =>
            $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")} {violation.GetProperty("nodes")[0].GetProperty("failureSummary")}")));
    }
}
