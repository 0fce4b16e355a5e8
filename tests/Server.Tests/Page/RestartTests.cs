using static Microsoft.Playwright.Assertions;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class RestartTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task The_page_outlives_the_server_and_what_was_accepted_is_made()
    {
        var data = Directory.CreateTempSubdirectory("atelier-restart-").FullName;
        try
        {
            var first = await RunningServer.StartAsync(data);
            await using var visit = await browser.SignedInAsync(server: first);
            await visit.SetStepsAsync(100);
            await visit.Prompt.FillAsync("a picture across a restart");
            await visit.Page.Keyboard.PressAsync("Control+Enter");
            await Expect(visit.Page.Locator(".progress-words")).ToBeVisibleAsync();
            await first.DisposeAsync();
            await Expect(visit.Page.GetByText("The server is not answering")).ToBeVisibleAsync();

            await using var second = await RunningServer.StartAsync(data, urls: first.Url.GetLeftPart(UriPartial.Authority));

            await Expect(visit.Page.GetByText("The server is not answering")).ToBeHiddenAsync();
            await Expect(visit.Prompt).ToHaveValueAsync("a picture across a restart");
            await Expect(visit.CaptionOf("a picture across a restart")).ToBeVisibleAsync(new() { Timeout = Visit.Patience * 2 });
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
