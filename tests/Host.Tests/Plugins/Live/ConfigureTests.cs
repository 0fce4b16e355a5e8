using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Plugins;
using Atelier.Sampling;

namespace Atelier.Host.Tests.Plugins.Live;

public sealed class ConfigureTests : IAsyncLifetime
{
    private readonly LiveFolder _live = new();

    public async Task InitializeAsync()
    {
        _live.Folders.Add("Tunable");
        _live.Folders.Add("NoOp");
        await _live.StartAsync();
    }

    public async Task DisposeAsync() => await _live.DisposeAsync();

    [Fact]
    public async Task Other_options_take_effect_at_once_and_are_kept()
    {
        Assert.Equal([0.5, 0.5, 0.5, 0], Sigmas());
        var before = _live.Plugins.Use();

        await ConfigureAsync("""{ "strength": 1.5, "levels": 2 }""");

        Assert.Equal([1.5, 1.5, 0], Sigmas());
        Assert.Equal("1.5", Options()!["strength"]!.ToString());
        Assert.Equal("""{ "strength": 1.5, "levels": 2 }""", _live.Options.Read("tunable"));
        using (var parts = _live.Plugins.Use())
        {
            Assert.Equal("1.0.0", before.Versions["tunable"]);
            Assert.StartsWith("1.0.0+options.", parts.Versions["tunable"]);
        }

        before.Dispose();
        await _live.UntilAsync("no-op active, tunable active");
    }

    [Fact]
    public async Task A_file_of_options_that_is_written_by_hand_takes_effect()
    {
        _live.Options.Write("tunable", """{ "levels": 1 }""");
        await _live.Plugins.RescanAsync(CancellationToken.None).WaitAsync(LiveFolder.Limit);

        Assert.Equal([0.5, 0], Sigmas());
    }

    [Theory]
    [InlineData("""{ "strength": 3 }""", "strength: 3 is not possible; it must be from 0 to 2")]
    [InlineData("""{ "strength": "much" }""", "strength: must be a number")]
    [InlineData("""{ "levels": 2.5 }""", "levels: must be a whole number")]
    [InlineData("""{ "careful": 1 }""", "careful: must be true or false")]
    [InlineData("""{ "mood": "sad" }""", "mood: must be one of calm, wild")]
    [InlineData("""{ "name": null }""", "name: must be text in quotes")]
    [InlineData("""{ "name": "much too long" }""", "name: The field name must be a string with a maximum length of 10.")]
    [InlineData("""{ "corner": { "x": 12 } }""", "corner.x: 12 is not possible; it must be from 0 to 9")]
    [InlineData("""{ "strenght": 1 }""",
        "strenght: is unknown (did you mean 'strength'?); there are strength, levels, careful, mood, name, corner")]
    [InlineData("[]", "options: its options: must be a JSON object")]
    [InlineData("""{ "levels": 1, "levels": 2 }""", "options: its options: ")]
    [InlineData("{", "options: its options: ")]
    public async Task What_does_not_fit_is_named_and_changes_nothing(string options, string problem)
    {
        var exception = await Assert.ThrowsAsync<RequestException>(() => ConfigureAsync(options));

        Assert.StartsWith(problem, exception.Message);
        Assert.Equal([0.5, 0.5, 0.5, 0], Sigmas());
        Assert.Null(_live.Options.Read("tunable"));
        Assert.Equal("no-op active, tunable active", _live.States);
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_or_has_no_options_is_named()
    {
        var unknown = await Assert.ThrowsAsync<RequestException>(() => _live.Plugins.ConfigureAsync("other", "{}", CancellationToken.None));
        var without = await Assert.ThrowsAsync<RequestException>(() => _live.Plugins.ConfigureAsync("no-op", "{}", CancellationToken.None));

        Assert.Equal("id: there is no plugin 'other'", unknown.Message);
        Assert.Equal("options: it has no options", without.Message);
    }

    [Fact]
    public async Task A_plugin_whose_kept_options_do_not_fit_is_set_aside_until_they_do()
    {
        _live.Options.Write("tunable", """{ "levels": 100 }""");
        await _live.Plugins.RescanAsync(CancellationToken.None).WaitAsync(LiveFolder.Limit);
        Assert.Equal(
            "its newer files were not taken: its option levels: 100 is not possible; it must be from 1 to 20",
            _live.Plugins.Plugins.Single(plugin => plugin.Id == "tunable").Reason);

        await ConfigureAsync("{}");

        Assert.All(_live.Plugins.Plugins.Where(plugin => plugin.State == PluginState.Active), plugin => Assert.Null(plugin.Reason));
    }

    private Task ConfigureAsync(string options) =>
        _live.Plugins.ConfigureAsync("tunable", options, CancellationToken.None).WaitAsync(LiveFolder.Limit);

    private double[] Sigmas()
    {
        using var parts = _live.Plugins.Use();
        return parts.Find<ISigmaSchedule>("tunable").Sigmas(new SigmaRequest(1, new ThreeLevels()));
    }

    private JsonNode? Options() =>
        JsonNode.Parse(
            _live.Plugins.Plugins.Single(plugin => plugin is { Id: "tunable", State: PluginState.Active }).Parts!.Options!.Values);
}
