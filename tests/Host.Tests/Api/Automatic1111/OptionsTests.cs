using Atelier.Host.Store;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class OptionsTests
{
    [Fact]
    public async Task Options_are_kept_for_the_key_that_set_them()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync("/sdapi/v1/options", """
            {"sd_model_checkpoint":"starter","CLIP_stop_at_last_layers":2.0,"samples_format":"webp","live_previews_enable":0,"no_such_option":true}
            """);

        Assert.Equal((200, null), (status, body));
        var options = (await server.GetAsync("/sdapi/v1/options"))!;
        Assert.Equal(("starter", 2, "webp", false),
            ((string)options["sd_model_checkpoint"]!, (int)options["CLIP_stop_at_last_layers"]!, (string)options["samples_format"]!,
                (bool)options["live_previews_enable"]!));
        Assert.False(options.AsObject().ContainsKey("no_such_option"));

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32}""");
        Assert.Equal(("starter", 2), (server.Asked.Model, server.Asked.ClipSkip));

        using var other = await server.ClientAsync("bob", Role.User);
        await CompatibleServer.PostAsync(other, "/sdapi/v1/txt2img", """{"width":64,"height":32}""");
        Assert.Equal((null, null), (server.Asked.Model, server.Asked.ClipSkip));
    }

    [Fact]
    public async Task Options_are_there_after_a_restart()
    {
        await using var server = await CompatibleServer.StartAsync();
        await server.PostAsync("/sdapi/v1/options", """{"samples_format":"jpeg"}""");

        await server.RestartAsync();

        Assert.Equal("jpg", (string)(await server.GetAsync("/sdapi/v1/options"))!["samples_format"]!);
    }

    [Fact]
    public async Task A_damaged_file_costs_its_settings_and_nothing_else()
    {
        await using var server = await CompatibleServer.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(server.Data, "sdapi-options.json"), "{\"ann\":");

        Assert.Equal("png", (string)(await server.GetAsync("/sdapi/v1/options"))!["samples_format"]!);
    }

    [Theory]
    [InlineData("""{"sd_model_checkpoint":"none such"}""", "sd_model_checkpoint")]
    [InlineData("""{"CLIP_stop_at_last_layers":0}""", "CLIP_stop_at_last_layers")]
    [InlineData("""{"samples_format":"gif"}""", "samples_format")]
    [InlineData("""{"randn_source":"dice"}""", "randn_source")]
    [InlineData("""{"emphasis":"loud"}""", "emphasis")]
    [InlineData("""{"skip_early_cond":2}""", "skip_early_cond")]
    [InlineData("""{"live_previews_enable":"maybe"}""", "live_previews_enable")]
    public async Task What_is_not_possible_is_refused_and_nothing_changes(string options, string field)
    {
        await using var server = await CompatibleServer.StartAsync();
        var before = await server.GetAsync("/sdapi/v1/options");

        var (status, body) = await server.PostAsync("/sdapi/v1/options", options);

        Assert.Equal((422, field), (status, (string)body!["detail"]![0]!["loc"]![1]!));
        Assert.Equal(before!.ToJsonString(), (await server.GetAsync("/sdapi/v1/options"))!.ToJsonString());
    }
}
