using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Store;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Api.Native;

public sealed class PublishedTests : IAsyncLifetime
{
    private ApiServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _client = await _server.ClientAsync(Role.Operator);
        for (var number = 1; number <= 3; number++)
        {
            await _server.Services.GetRequiredService<IPublisher>()
                .PublishAsync(SomePublication.Of(number),
                    [JsonElement.Parse("""{"kind":"site"}"""), JsonElement.Parse("""{"kind":"folder","path":"web"}""")], default);
        }
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Names_are_listed_and_each_has_its_history()
    {
        var name = Assert.Single((await _client.GetAsync("/api/v1/published").JsonAsync()).EnumerateArray());
        Assert.Equal(("hero", SomePublication.Id(3)), (name.GetProperty("name").GetString(), name.GetProperty("version").GetString()));
        Assert.Equal("/published/hero.json", name.GetProperty("index").GetString());

        var history = (await _client.GetAsync("/api/v1/published/hero").JsonAsync()).GetProperty("publications");
        Assert.Equal([true, false, false], history.EnumerateArray().Select(one => one.GetProperty("present").GetBoolean()));
        Assert.Equal(
            ["site", "folder"], history[1].GetProperty("places").EnumerateArray().Select(place => place.GetProperty("kind").GetString()));
        Assert.Equal("A lighthouse in the morning", history[0].GetProperty("alt").GetString());
        await _client.GetAsync("/api/v1/published/nothing").ProblemAsync(404);
    }

    [Fact]
    public async Task A_rollback_shows_the_one_before_on_the_site_and_in_the_folder()
    {
        var answer = await _client.PostEmptyAsync("/api/v1/published/hero/rollback").JsonAsync();
        Assert.Equal(SomePublication.Id(2), answer.GetProperty("version").GetString());
        Assert.Equal(SomePublication.Id(2), await VersionAsync("/published/hero.json"));
        var folder = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(_server.Data, "published", "web", "hero.json")));
        Assert.Equal(SomePublication.Id(2), folder.GetProperty("version").GetString());

        await _client.PostTextAsync("/api/v1/published/hero/rollback", $$"""{"version":"{{SomePublication.Id(3)}}"}""").JsonAsync();
        Assert.Equal(SomePublication.Id(3), await VersionAsync("/published/hero.json"));
        await _client.PostTextAsync("/api/v1/published/hero/rollback", """{"version":"x"}""").ProblemAsync(404);
        await _client.PostEmptyAsync("/api/v1/published/nothing/rollback").ProblemAsync(404);
    }

    [Fact]
    public async Task An_earlier_version_can_be_removed_and_the_present_one_only_with_its_name()
    {
        var old = $"/published/hero/{SomePublication.Id(1)}/hero-512.webp";
        await _client.GetAsync(old);
        Assert.Equal(204, (int)(await _client.DeleteAsync($"/api/v1/published/hero/{SomePublication.Id(1)}")).StatusCode);
        Assert.Equal(404, (int)(await _client.GetAsync(old)).StatusCode);
        await _client.DeleteAsync($"/api/v1/published/hero/{SomePublication.Id(1)}").ProblemAsync(404);
        await _client.DeleteAsync($"/api/v1/published/hero/{SomePublication.Id(3)}").ProblemAsync(409);

        Assert.Equal(204, (int)(await _client.DeleteAsync("/api/v1/published/hero")).StatusCode);
        Assert.Equal(404, (int)(await _client.GetAsync("/published/hero")).StatusCode);
    }

    [Fact]
    public async Task Who_only_looks_changes_nothing()
    {
        using var user = await _server.ClientAsync(Role.User);

        await user.GetAsync("/api/v1/published").JsonAsync();
        await user.PostEmptyAsync("/api/v1/published/hero/rollback").ProblemAsync(403);
        await user.DeleteAsync("/api/v1/published/hero").ProblemAsync(403);
    }

    private async Task<string?> VersionAsync(string address) =>
        (await _client.GetAsync(address).JsonAsync()).GetProperty("version").GetString();
}
