using Microsoft.Playwright;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class MaskTests(BrowserFixture browser)
{
    // How many pixels of a part of two pictures differ.
    private const string Differing = """
        async ([before, after, from, to]) => {
          const [one, two] = await Promise.all([before, after].map(async address => {
            const image = await createImageBitmap(await (await fetch(address)).blob());
            const canvas = new OffscreenCanvas(image.width, image.height);
            canvas.getContext('2d').drawImage(image, 0, 0);
            return canvas.getContext('2d').getImageData(0, from * image.height, image.width, (to - from) * image.height).data;
          }));
          return one.reduce((count, value, at) => count + (value !== two[at]), 0);
        }
        """;

    [BrowserFact]
    public async Task What_lies_outside_a_painted_mask_stays_as_it_was()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a sky to be painted anew", steps: 4);
        var before = await visit.Picture.GetAttributeAsync("src");
        await visit.UseAsStartAsync();
        await visit.OpenMaskAsync();
        var canvas = await visit.Page.Locator(".mask-canvas").BoundingBoxAsync();
        await visit.Page.Mouse.MoveAsync(canvas!.X + (canvas.Width * 0.2f), canvas.Y + (canvas.Height * 0.15f));
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(canvas.X + (canvas.Width * 0.8f), canvas.Y + (canvas.Height * 0.15f), new() { Steps = 10 });
        await visit.Page.Mouse.UpAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use this mask" }).ClickAsync();
        await visit.Page.GetByLabel("The masked part begins from").SelectOptionAsync("noise");

        var request = await visit.RequestAsync("a sky that was painted anew");

        var mask = request.GetProperty("image").GetProperty("mask");
        Assert.StartsWith("sha256:", mask.GetProperty("picture").GetString(), StringComparison.Ordinal);
        Assert.Equal("noise", mask.GetProperty("content").GetString());
        await visit.CaptionOf("a sky that was painted anew").WaitForAsync();
        await visit.Picture.WaitForAsync();
        var after = await visit.Picture.GetAttributeAsync("src");
        Assert.NotEqual(before, after);
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>(Differing, new object[] { before!, after!, 0.5, 1 }));
        Assert.NotEqual(0, await visit.Page.EvaluateAsync<int>(Differing, new object[] { before!, after!, 0.1, 0.2 }));
    }

    [BrowserFact]
    public async Task A_mask_is_painted_undone_and_inverted_with_keys_alone()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a picture masked with keys");
        await visit.UseAsStartAsync();
        await visit.OpenMaskAsync();
        var keys = visit.Page.Keyboard;
        await keys.PressAsync("]");
        await keys.PressAsync("Space");
        var dab = await MaskedAsync(visit);
        Assert.InRange(dab, 0.005, 0.05);

        await keys.PressAsync("Shift+ArrowRight");
        await keys.PressAsync("Shift+ArrowRight");
        await keys.PressAsync("Space");
        Assert.True(await MaskedAsync(visit) > dab * 1.5);
        await keys.PressAsync("Control+z");
        Assert.Equal(dab, await MaskedAsync(visit));
        await keys.PressAsync("Control+Shift+Z");
        await keys.PressAsync("Control+z");
        await keys.PressAsync("i");
        Assert.Equal(1 - dab, await MaskedAsync(visit), 0.01);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        Assert.Equal(0, await MaskedAsync(visit));
        await visit.Page.GetByText("A rectangle by numbers").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Mask it" }).ClickAsync();
        Assert.Equal(0.25, await MaskedAsync(visit), 0.001);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use this mask" }).ClickAsync();
        await visit.OpenMaskAsync("Change the mask");

        Assert.Equal(0.25, await MaskedAsync(visit), 0.001);
    }

    private static Task<double> MaskedAsync(Visit visit) => visit.Page.EvaluateAsync<double>("""
        () => {
          const canvas = document.querySelector('.mask-canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return data.reduce((count, value, at) => count + (at % 4 === 3 && value > 127), 0) / (canvas.width * canvas.height);
        }
        """);
}
