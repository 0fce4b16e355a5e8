using System.Text.Json;
using Microsoft.Playwright;

namespace Atelier.Server.Tests.Page;

/// <summary>One person at one browser. At the end it looks whether anything went wrong unseen.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Long enough for a picture on a busy machine.</summary>
    public const float Patience = 60_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _problems = [];

    private Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public ILocator Prompt => Page.GetByLabel("Prompt", new PageGetByLabelOptions { Exact = true });

    /// <summary>The large picture.</summary>
    public ILocator Picture => Page.Locator(".stage[data-state=picture] .canvas img");

    /// <summary>What the page threw, and what its policy refused.</summary>
    public IReadOnlyList<string> Problems => _problems;

    internal static async Task<Visit> OpenAsync(IBrowser browser, Uri url, BrowserNewContextOptions options)
    {
        options.BaseURL = url.ToString();
        options.Locale = "en-GB";
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        page.PageError += (_, error) => visit._problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                visit._problems.Add(message.Text);
            }
        };
        await page.GotoAsync("/");
        return visit;
    }

    public async Task SignInAsync(string key)
    {
        await Page.GetByLabel("Key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.Locator(".make-view").WaitForAsync();
        await Page.Locator("select option[value=starter]").First.WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    public Task GoAsync(string place) => Page.Locator($"a[data-place={place}]").ClickAsync();

    /// <summary>Sets a number that lies in a drawer of the form.</summary>
    public async Task SetStepsAsync(int steps)
    {
        if (await Page.Locator("details.drawer").First.GetAttributeAsync("open") is null)
        {
            await Page.GetByText("How it is made").ClickAsync();
        }

        await Page.GetByLabel("Steps", new() { Exact = true }).FillAsync(steps.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Makes a picture as people do, and waits until it is there.</summary>
    /// <returns>What stands under it.</returns>
    public async Task<string> MakeAsync(string prompt, int steps = 2)
    {
        await SetStepsAsync(steps);
        await Prompt.FillAsync(prompt);
        await Page.Keyboard.PressAsync("Control+Enter");
        await CaptionOf(prompt).WaitForAsync();
        await Picture.WaitForAsync();
        return await Page.Locator(".caption").InnerTextAsync();
    }

    /// <summary>Begins from the large picture.</summary>
    public async Task UseAsStartAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Use as start" }).ClickAsync();
        await Page.WaitForFunctionAsync("() => document.querySelector('.start-picture')?.naturalWidth > 0");
    }

    public async Task OpenMaskAsync(string button = "Paint a mask")
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Page.Locator(".mask-canvas").WaitForAsync();
    }

    /// <summary>Opens a drawer of the form.</summary>
    public Task OpenAsync(string drawer) => Page.Locator($"[data-drawer={drawer}] > summary").ClickAsync();

    /// <summary>Has the page see files that the server does not have.</summary>
    public async Task OfferAsync(string list, params string[] names)
    {
        await Page.RouteAsync($"**/api/v1/{list}", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/json", Body = JsonSerializer.Serialize(names.Select(name => new { name })),
        }));
        await Page.ReloadAsync();
        await Page.Locator("select option[value=starter]").First.WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    /// <summary>Presses "Make" with few steps.</summary>
    /// <returns>What the page asks the server for.</returns>
    public async Task<JsonElement> RequestAsync(string? prompt = null)
    {
        if (prompt is not null)
        {
            await Prompt.FillAsync(prompt);
        }

        var sent = await Page.RunAndWaitForRequestAsync(
            () => Page.Locator(".make-button").ClickAsync(),
            request => request.Method == "POST" && request.Url.EndsWith("/jobs", StringComparison.Ordinal));
        return JsonElement.Parse(sent.PostData!);
    }

    public ILocator CaptionOf(string prompt) => Page.Locator(".caption-prompt", new PageLocatorOptions { HasTextString = prompt });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_problems);
    }
}
