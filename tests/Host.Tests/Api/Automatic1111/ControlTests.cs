using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class ControlTests
{
    private static readonly string Edges = Convert.ToBase64String(PictureFile.Png(level: 30));

    [Fact]
    public async Task A_unit_is_read_with_the_extension_s_defaults()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(
                "/sdapi/v1/txt2img", Request($$"""{"enabled":true,"model":"control_canny [d14c016b]","image":"{{Edges}}"}"""));

        Assert.Equal(200, status);
        var unit = server.Asked.Controls.Single();
        Assert.Equal(
            ("control_canny", "none", 1.0, 0.0, 1.0, "crop", "balanced", "both"),
            (unit.Model, unit.Preprocessor, unit.Weight, unit.Start, unit.End, unit.Resize, unit.Mode, unit.Pass));
        Assert.Equal(Convert.FromBase64String(Edges), server.FileOf(unit.Picture!));
        Assert.Single(body!["images"]!.AsArray());
    }

    [Fact]
    public async Task Every_field_is_read_in_the_extension_s_words_and_the_map_comes_back()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync("/sdapi/v1/txt2img", Request($$"""
            {"enabled":true,"module":"canny","model":"edges","weight":0.7,"image":{"image":"{{Edges}}","mask":null},"resize_mode":"Envelope (Outer Fit)","low_vram":true,
             "processor_res":256,"threshold_a":50,"threshold_b":-1,"guidance_start":0.1,"guidance":0.8,"control_mode":2,"hr_option":"Low res only","pixel_perfect":false,
             "advanced_weighting":null,"effective_region_mask":null}
            """));

        var unit = server.Asked.Controls.Single();
        Assert.Equal(
            ("canny", 0.7, 0.1, 0.8, "fill", "control", "first", 256),
            (unit.Preprocessor, unit.Weight, unit.Start, unit.End, unit.Resize, unit.Mode, unit.Pass, unit.Resolution));
        Assert.Equal([new("low", 50)], unit.PreprocessorOptions);
        Assert.Equal(Edges, (string)body!["images"]!.AsArray()[1]!);
    }

    [Theory]
    [InlineData("\"image\":[\"EDGES\",null]")]
    [InlineData("\"image\":[{\"image\":\"EDGES\"}]")]
    [InlineData("\"input_image\":\"EDGES\"")]
    public async Task Pictures_come_in_every_shape(string field)
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync("/sdapi/v1/txt2img", Request($$"""{"enabled":true,"model":"m",{{field.Replace("EDGES", Edges)}}}"""));

        Assert.Equal(Convert.FromBase64String(Edges), server.FileOf(server.Asked.Controls.Single().Picture!));
    }

    [Fact]
    public async Task In_img2img_a_unit_without_a_picture_takes_the_request_s()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync(
            "/sdapi/v1/img2img",
            $$"""{"width":64,"height":64,"init_images":["{{Edges}}"],"alwayson_scripts":{"controlnet":{"args":[{"enabled":true,"module":"canny","model":"m"}] } } }""");

        Assert.Equal((200, null), (status, server.Asked.Controls.Single().Picture));
        Assert.Equal(2, body!["images"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_extension_s_first_routes_take_units_that_are_on()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, _) = await server.PostAsync("/controlnet/txt2img", $$"""
            {"width":64,"height":64,"controlnet_units":[{"module":"none","model":"m","input_image":"{{Edges}}","resize_mode":"Scale to Fit (Inner Fit)","guess_mode":true}]}
            """);

        Assert.Equal((200, "control", "crop"), (status, server.Asked.Controls.Single().Mode, server.Asked.Controls.Single().Resize));
    }

    [Theory]
    [InlineData("\"model\":\"m\"", "image")]
    [InlineData("\"image\":\"EDGES\"", "model")]
    [InlineData("\"image\":\"EDGES\",\"model\":\"None\"", "model")]
    [InlineData("\"image\":\"EDGES\",\"model\":\"m\",\"weight\":\"heavy\"", "weight")]
    [InlineData("\"image\":\"EDGES\",\"model\":\"m\",\"resize_mode\":\"Tile\"", "resize_mode")]
    [InlineData("\"image\":\"EDGES\",\"model\":\"m\",\"control_mode\":7", "control_mode")]
    [InlineData("\"image\":\"EDGES\",\"model\":\"m\",\"mask\":\"EDGES\"", "mask")]
    [InlineData("\"image\":\"aGVsbG8sIHRoaXMgaXMgbm8gcGljdHVyZSwgYnV0IGEgdGV4dCB0aGF0IGlzIGxvbmcgZW5vdWdoIHRvIGJlIG9uZQ==\",\"model\":\"m\"", "image")]
    public async Task What_cannot_be_is_refused_by_its_field(string fields, string name)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync("/sdapi/v1/txt2img", Request($$"""{"enabled":true,{{fields.Replace("EDGES", Edges)}}}"""));

        Assert.Equal(422, status);
        Assert.StartsWith($"alwayson_scripts.ControlNet.args.0.{name}: ", (string)body!["detail"]![0]!["msg"]!);
        Assert.Empty(server.Queue.Submissions);
    }

    [Theory]
    [InlineData("controls[0].weight", "alwayson_scripts.ControlNet.args.0.weight")]
    [InlineData("controls[2].start", "alwayson_scripts.ControlNet.args.2.guidance_start")]
    [InlineData("controls[1].picture", "alwayson_scripts.ControlNet.args.1.image")]
    [InlineData("image.mask.picture", "mask")]
    [InlineData("hires.upscaler", "hr_upscaler")]
    public void Fields_are_told_in_the_caller_s_words(string field, string name) =>
        Assert.Equal(name, Host.Api.Automatic1111.Errors.FieldNames.Of(field));

    [Fact]
    public async Task Lists_have_the_extension_s_shape()
    {
        await using var server = await CompatibleServer.StartAsync();

        Assert.Equal(2, (int)(await server.GetAsync("/controlnet/version"))!["version"]!);
        Assert.NotNull((await server.GetAsync("/controlnet/settings"))!["control_net_max_models_num"]);
        Assert.NotNull((await server.GetAsync("/controlnet/model_list"))!["model_list"]);
        var modules = (await server.GetAsync("/controlnet/module_list"))!;
        Assert.Equal(["none", "canny"], modules["module_list"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(
            (100, 1020),
            ((int)modules["module_detail"]!["canny"]!["sliders"]![0]!["value"]!,
                (int)modules["module_detail"]!["canny"]!["sliders"]![0]!["max"]!));
        var canny = (await server.GetAsync("/controlnet/control_types"))!["control_types"]!["Canny"]!;
        Assert.Equal(("canny", "None"), ((string)canny["default_option"]!, (string)canny["model_list"]![0]!));
    }

    [Fact]
    public async Task A_map_can_be_looked_at_before_it_is_used()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(
                "/controlnet/detect",
                $$"""{"controlnet_module":"canny","controlnet_input_images":["{{Edges}}"],"controlnet_processor_res":64}""");
        Assert.Equal((200, "Success", Edges), (status, (string)body!["info"]!, (string)body["images"]![0]!));

        var (wrong, problem) =
            await server.PostAsync("/controlnet/detect", $$"""{"controlnet_module":"cany","controlnet_input_images":["{{Edges}}"]}""");
        Assert.Equal(422, wrong);
        Assert.StartsWith("controlnet_module: 'cany' is unknown", (string)problem!["detail"]![0]!["msg"]!);
    }

    private static string Request(string unit) => $$"""{"width":64,"height":64,"alwayson_scripts":{"ControlNet":{"args":[{{unit}}]} } }""";
}
