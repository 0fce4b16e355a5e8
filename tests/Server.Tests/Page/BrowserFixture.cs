using Microsoft.Playwright;

namespace Atelier.Server.Tests.Page;

/// <summary>A server and a browser for the page's tests; each test has a visit of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public RunningServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        // On a busy machine pages take their time; what never comes still fails.
        Assertions.SetDefaultExpectTimeout(Visit.Patience);
        Server = await RunningServer.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>Opens the page as somebody who was never here.</summary>
    public Task<Visit> OpenAsync(BrowserNewContextOptions? options = null, RunningServer? server = null) =>
        Visit.OpenAsync(_browser!, (server ?? Server).Url, options ?? new BrowserNewContextOptions());

    /// <summary>Opens the page and signs in.</summary>
    public async Task<Visit> SignedInAsync(BrowserNewContextOptions? options = null, RunningServer? server = null)
    {
        var visit = await OpenAsync(options, server);
        await visit.SignInAsync(RunningServer.AdminKey);
        return visit;
    }
}

[CollectionDefinition("browser")]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
