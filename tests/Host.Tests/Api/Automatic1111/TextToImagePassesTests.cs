using System.Text.Json.Nodes;
using Atelier.Generation;

namespace Atelier.Host.Tests.Api.Automatic1111;

/// <summary>What txt2img does beside one pass: second passes, variations, plots.</summary>
public class TextToImagePassesTests
{
    [Fact]
    public async Task A_second_pass_is_read_with_AUTOMATIC1111s_defaults()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32,"enable_hr":true}""");
        Assert.Equal(new HiresFix { Scale = 2, Upscaler = "Latent", Strength = 0.75 }, server.Asked.Hires);

        await server.PostAsync("/sdapi/v1/txt2img", """
            {"width":64,"height":32,"enable_hr":true,"denoising_strength":0.4,"hr_scale":1.5,"hr_upscaler":"Lanczos","hr_second_pass_steps":9,"hr_resize_x":128,
             "hr_sampler_name":"Euler","hr_scheduler":"Karras","hr_prompt":"at night","hr_negative_prompt":"day"}
            """);
        Assert.Equal(
            new HiresFix
            {
                Scale = 1.5, Width = 128, Upscaler = "Lanczos", Strength = 0.4, Steps = 9, Sampler = "Euler", Schedule = "Karras",
                Prompt = "at night", NegativePrompt = "day",
            },
            server.Asked.Hires);

        await server.PostAsync(
            "/sdapi/v1/txt2img",
            """{"width":64,"height":32,"enable_hr":true,"hr_sampler_name":"Use same sampler","hr_scheduler":"Automatic"}""");
        Assert.Equal((null, null), (server.Asked.Hires!.Sampler, server.Asked.Hires.Schedule));
    }

    [Fact]
    public async Task A_first_pass_of_its_own_size_makes_the_request_s_size_the_last_one()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(
            "/sdapi/v1/txt2img", """{"width":128,"height":64,"firstphase_width":64,"firstphase_height":32,"enable_hr":true}""");

        Assert.Equal((64, 32, 128, 64), (server.Asked.Width, server.Asked.Height, server.Asked.Hires!.Width, server.Asked.Hires.Height));
    }

    [Fact]
    public async Task Variations_tiling_and_adapters_reach_the_request()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync("/sdapi/v1/txt2img", """
            {"prompt":"a fox <lora:ink:0.8>","width":64,"height":32,"subseed":5,"subseed_strength":0.25,"seed_resize_from_w":32,"seed_resize_from_h":32,"tiling":true,
             "batch_size":2,"refiner_checkpoint":"None"}
            """);

        var asked = server.Asked;
        Assert.Equal(("a fox <lora:ink:0.8>", "both", null), (asked.Prompt, asked.Tiling, asked.Refiner));
        Assert.Equal(new Variation { Seed = 5, Strength = 0.25, FromWidth = 32, FromHeight = 32 }, asked.Variation);
        var info = JsonNode.Parse((string)body!["info"]!)!;
        Assert.Equal(
            ("5", "[5,6]", "0.25", "32"),
            (info["subseed"]!.ToJsonString(), info["all_subseeds"]!.ToJsonString(), info["subseed_strength"]!.ToJsonString(),
                info["seed_resize_from_w"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_refiner_takes_over_where_it_is_said()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync(
            "/sdapi/v1/txt2img", """{"width":64,"height":32,"refiner_checkpoint":"starter [0123456789]","refiner_switch_at":0.6}""");
        Assert.Equal(new RefinerStage { Model = "starter", SwitchAt = 0.6 }, server.Asked.Refiner);

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32,"refiner_checkpoint":"starter","refiner_switch_at":1}""");
        Assert.Null(server.Asked.Refiner);
    }

    [Fact]
    public async Task A_plot_s_axes_become_a_grid()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, _) = await server.PostAsync("/sdapi/v1/txt2img", """
            {"prompt":"a red fox","width":64,"height":32,"script_name":"X/Y/Z plot","script_args":[4,"2-8 (+3)",[],7,"red, \"deep, blue\"",[],9,"",["Euler","DPM++ 2M"],true,false,false,false]}
            """);

        Assert.Equal(200, status);
        var grid = server.Asked.Grid!;
        Assert.Equal(("steps", "2,5,8"), (grid.X.Field, string.Join(',', grid.X.Values)));
        Assert.Equal(("prompt:red", "red|deep, blue"), (grid.Y!.Field, string.Join('|', grid.Y.Values)));
        Assert.Equal(("sampler", "Euler|DPM++ 2M"), (grid.Z!.Field, string.Join('|', grid.Z.Values)));
    }

    [Theory]
    [InlineData("[22,\"a\",[]]", "script_args.0", "Beta schedule beta is no axis here")]
    [InlineData("[99,\"a\",[]]", "script_args.0", "99 is no axis here")]
    [InlineData("[4,\"\",[]]", "script_args.1", "must be the values of Steps")]
    [InlineData("[0,\"\",[],\"Nonsense\",\"1\"]", "script_args.3", "Nonsense is no axis here")]
    public async Task An_axis_that_is_not_there_is_refused(string arguments, string field, string words)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(
                "/sdapi/v1/txt2img", $$"""{"width":64,"height":32,"script_name":"x/y/z plot","script_args":{{arguments}}}""");

        Assert.Equal(422, status);
        Assert.StartsWith($"{field}: {words}", (string)body!["detail"]![0]!["msg"]!);
    }
}
