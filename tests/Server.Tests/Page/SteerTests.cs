using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Atelier.Server.Tests.Page;

[Collection("browser")]
public class SteerTests(BrowserFixture browser)
{
    [BrowserFact]
    public async Task A_picture_is_begun_from_left_again_and_comes_back_with_the_settings()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a bay to begin from");
        await visit.UseAsStartAsync();
        await visit.Page.GetByLabel("Strength", new() { Exact = true }).FillAsync("0.5");

        var request = await visit.RequestAsync("a bay made anew");

        Assert.StartsWith("sha256:", request.GetProperty("image").GetProperty("picture").GetString(), StringComparison.Ordinal);
        Assert.Equal(0.5, request.GetProperty("image").GetProperty("strength").GetDouble());
        await visit.CaptionOf("a bay made anew").WaitForAsync();
        await visit.Page.Locator(".start").GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        Assert.False((await visit.RequestAsync("a bay from words alone")).TryGetProperty("image", out _));

        await visit.CaptionOf("a bay from words alone").WaitForAsync();
        await visit.Page.Locator(".strip").GetByRole(AriaRole.Button, new() { Name = "Show: a bay made anew" }).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use settings" }).ClickAsync();

        await Expect(visit.Page.Locator(".start-picture")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByLabel("Strength", new() { Exact = true })).ToHaveValueAsync("0.5");
    }

    [BrowserFact]
    public async Task A_dropped_picture_without_settings_is_begun_from()
    {
        await using var visit = await browser.SignedInAsync();

        await visit.Page.EvaluateAsync("""
            async () => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 200 });
              canvas.getContext('2d').fillRect(0, 0, 150, 200);
              const data = new DataTransfer();
              data.items.add(new File([await new Promise(done => canvas.toBlob(done))], 'plain.png', { type: 'image/png' }));
              document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """);

        await Expect(visit.Page.Locator(".start-picture")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByLabel("Width", new() { Exact = true })).ToHaveValueAsync("304");
        await Expect(visit.Page.GetByLabel("Height", new() { Exact = true })).ToHaveValueAsync("200");
    }

    [BrowserFact]
    public async Task A_picture_grows_on_the_sides_that_were_given()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a shore to be continued");
        await visit.UseAsStartAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Extend it" }).ClickAsync();
        await visit.Page.GetByLabel("Left", new() { Exact = true }).FillAsync("64");
        await Expect(visit.Page.Locator(".outline")).ToHaveAttributeAsync("aria-label", "256 × 256 becomes 384 × 256");

        var request = await visit.RequestAsync("a shore that goes on");

        Assert.Equal(64, request.GetProperty("image").GetProperty("outpaint").GetProperty("left").GetInt32());
        await visit.CaptionOf("a shore that goes on").WaitForAsync();
        await Expect(visit.Page.Locator(".caption")).ToContainTextAsync("384 × 256");
    }

    [BrowserFact]
    public async Task A_control_picture_shows_its_map_before_it_is_used()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.OfferAsync("controlnets", "edges-canny");
        await visit.MakeAsync("a mountain with edges");
        await visit.UseAsStartAsync();
        await visit.OpenAsync("control");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a control picture" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Map made by")).ToHaveValueAsync("canny");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show map" }).ClickAsync();

        var map = visit.Page.GetByRole(AriaRole.Img, new() { Name = "Map of control picture 1" });
        await Expect(map).ToBeVisibleAsync();
        Assert.Equal(256, await map.EvaluateAsync<int>("async map => { await map.decode(); return map.naturalWidth; }"));
        await visit.Page.GetByLabel("Weight", new() { Exact = true }).FillAsync("0.6");
        var unit = (await visit.RequestAsync("a mountain by its edges")).GetProperty("controls")[0];
        Assert.Equal("edges-canny", unit.GetProperty("model").GetString());
        Assert.Equal(0.6, unit.GetProperty("weight").GetDouble());
    }

    [BrowserFact]
    public async Task Adapters_are_picked_with_strengths_and_not_doubled_with_the_prompts_own()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.OfferAsync("loras", "ink", "neon");
        await visit.OfferAsync("embeddings", "calm");
        await visit.Prompt.FillAsync("a street <lora:neon:0.4>");
        await visit.OpenAsync("adapters");
        await visit.Page.GetByLabel("Add an adapter").SelectOptionAsync("ink");
        await visit.Page.GetByLabel("Add an adapter").SelectOptionAsync("neon");
        await visit.Page.GetByLabel("ink", new() { Exact = true }).FillAsync("0.7");
        await visit.Page.GetByLabel("neon", new() { Exact = true }).FillAsync("0.9");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "calm", Exact = true }).ClickAsync();
        await Expect(visit.Prompt).ToHaveValueAsync("a street <lora:neon:0.9>, calm");

        var request = await visit.RequestAsync();

        var adapter = Assert.Single(request.GetProperty("adapters").EnumerateArray());
        Assert.Equal("ink", adapter.GetProperty("name").GetString());
        Assert.Equal(0.7, adapter.GetProperty("weight").GetDouble());
    }

    [BrowserFact]
    public async Task The_ControlNet_and_the_adapters_that_ship_are_listed_and_make_a_picture()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.MakeAsync("a cabin to be steered by");
        await visit.UseAsStartAsync();
        await visit.OpenAsync("control");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a control picture" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("ControlNet", new() { Exact = true })).ToHaveValueAsync("starter-canny");
        await Expect(visit.Page.GetByLabel("Map made by")).ToHaveValueAsync("canny");
        await visit.OpenAsync("adapters");
        var adapters = visit.Page.GetByLabel("Add an adapter");
        Assert.Equal(
            ["blueprint", "stained-glass"],
            await adapters.Locator("option[value]:not([value=''])")
                .EvaluateAllAsync<string[]>("options => options.map(option => option.value)"));
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "aurora-cabin", Exact = true })).ToBeVisibleAsync();
        await adapters.SelectOptionAsync("blueprint");
        await visit.Page.GetByLabel("blueprint", new() { Exact = true }).FillAsync("0.5");

        await visit.MakeAsync("a cabin by its edges, as a plan");

        using var client = browser.Server.Client();
        using var answer = JsonDocument.Parse(await client.GetStringAsync("/api/v1/pictures?limit=1"));
        var id = answer.RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        using var picture = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/pictures/{id}/metadata"));
        var recipe = picture.RootElement.GetProperty("recipe");
        Assert.Equal("a cabin by its edges, as a plan", recipe.GetProperty("prompt").GetString());
        Assert.Equal(
            ("starter-canny", "canny"),
            (recipe.GetProperty("controls")[0].GetProperty("model").GetString(),
                recipe.GetProperty("controls")[0].GetProperty("preprocessor").GetString()));
        Assert.Equal(
            ("blueprint", 0.5),
            (recipe.GetProperty("adapters")[0].GetProperty("name").GetString(),
                recipe.GetProperty("adapters")[0].GetProperty("weight").GetDouble()));
        Assert.True(recipe.GetProperty("adapters")[0].GetProperty("matched").GetInt32() > 0);
    }

    [BrowserFact]
    public async Task What_few_pictures_need_goes_into_the_request_and_comes_back()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.OpenAsync("more");
        await visit.Page.GetByLabel("Make it larger in a second pass").CheckAsync();
        await visit.Page.GetByLabel("Times larger", new() { Exact = true }).FillAsync("1.5");
        await visit.Page.GetByLabel("Vary the seed a little").CheckAsync();
        await visit.Page.GetByLabel("Neighbouring seed").FillAsync("18446744073709551615");
        await visit.Page.GetByLabel("FreeU", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("Seamless tiling").SelectOptionAsync("x");
        await visit.SetStepsAsync(2);

        var request = await visit.RequestAsync("a pattern with much to set");

        Assert.Equal(1.5, request.GetProperty("hires").GetProperty("scale").GetDouble());
        Assert.Equal(ulong.MaxValue, request.GetProperty("variation").GetProperty("seed").GetUInt64());
        Assert.Equal("x", request.GetProperty("tiling").GetString());
        Assert.Equal(1.5, request.GetProperty("freeU").GetProperty("b1").GetDouble());
        await visit.CaptionOf("a pattern with much to set").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the model’s settings" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("FreeU", new() { Exact = true })).Not.ToBeCheckedAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Use settings" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Times larger", new() { Exact = true })).ToHaveValueAsync("1.5");
        await Expect(visit.Page.GetByLabel("Neighbouring seed")).ToHaveValueAsync("18446744073709551615");
        await Expect(visit.Page.GetByLabel("Seamless tiling")).ToHaveValueAsync("x");
    }

    [BrowserFact]
    public async Task A_grid_is_written_as_people_write_values()
    {
        await using var visit = await browser.SignedInAsync();
        await visit.OpenAsync("more");
        await visit.Page.GetByLabel("A grid of variants").CheckAsync();
        await visit.Page.GetByLabel("Columns", new() { Exact = true }).SelectOptionAsync("seed");
        await visit.Page.GetByLabel("Values: columns").FillAsync("1-3, 9");
        await visit.Page.GetByLabel("Rows", new() { Exact = true }).SelectOptionAsync("prompt:");
        await visit.Page.GetByLabel("Words to replace").Nth(1).FillAsync("cat");
        await visit.Page.GetByLabel("Values: rows").FillAsync("cat, dog");
        await visit.SetStepsAsync(1);

        var grid = (await visit.RequestAsync("a cat in a grid")).GetProperty("grid");

        Assert.Equal(
            """{"x":{"field":"seed","values":["1","2","3","9"]},"y":{"field":"prompt:cat","values":["cat","dog"]}}""",
            JsonSerializer.Serialize(grid));
    }
}
