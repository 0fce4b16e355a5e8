using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Api.Automatic1111;

public class TextToImageTests
{
    private static readonly string[] InfoKeys =
    [
        "prompt", "all_prompts", "negative_prompt", "all_negative_prompts", "seed", "all_seeds", "subseed", "all_subseeds",
        "subseed_strength", "width",
        "height", "sampler_name", "cfg_scale", "steps", "batch_size", "restore_faces", "face_restoration_model", "sd_model_name",
        "sd_model_hash",
        "sd_vae_name", "sd_vae_hash", "seed_resize_from_w", "seed_resize_from_h", "denoising_strength", "extra_generation_params",
        "index_of_first_image", "infotexts", "styles", "job_timestamp", "clip_skip", "is_using_inpainting_conditioning", "version",
    ];

    [Fact]
    public async Task A_picture_is_answered_with_its_parameters_and_info_in_order()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(
                "/sdapi/v1/txt2img",
                """{"prompt":"a fox","negative_prompt":"blurry","width":64,"height":32,"steps":4,"seed":7,"batch_size":2,"n_iter":2}""");

        Assert.Equal(200, status);
        var files = body!["images"]!.AsArray().Select(image => Convert.FromBase64String((string)image!)).ToList();
        Assert.Equal(4, files.Count);
        Assert.Equal((64, 32), (PictureHeader.Read(files[0]).Width, PictureHeader.Read(files[0]).Height));
        Assert.StartsWith("a fox\nNegative prompt: blurry\nSteps: 4, Sampler: Euler", PictureMetadata.Read(files[0]).Parameters);
        var info = JsonNode.Parse((string)body["info"]!)!.AsObject();
        Assert.Equal(InfoKeys, info.Select(pair => pair.Key));
        Assert.Equal([7, 8, 9, 10], info["all_seeds"]!.AsArray().Select(seed => (int)seed!));
        Assert.Equal("0123456789", (string)info["sd_model_hash"]!);
        Assert.Equal(PictureMetadata.Read(files[3]).Parameters, (string)info["infotexts"]![3]!);
        Assert.Equal(
            ("a fox", 4, 7.0),
            ((string)body["parameters"]!["prompt"]!, (int)body["parameters"]!["steps"]!, (double)body["parameters"]!["cfg_scale"]!));
        Assert.Equal(("ann", "sdapi"), (server.Queue.Submissions.Single().Owner, server.Queue.Submissions.Single().Source));
    }

    [Fact]
    public async Task What_is_left_out_is_AUTOMATIC1111s_default()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync("/sdapi/v1/txt2img", "{}");

        var asked = server.Asked;
        Assert.Equal(("", 512, 512, 50, 1, 1), (asked.Prompt, asked.Width, asked.Height, asked.Steps, asked.BatchSize, asked.Count));
        Assert.Equal(
            (7.0, "Euler", null, null, null), (asked.GuidanceSettings!.Scale, asked.Sampler, asked.Schedule, asked.Seed, asked.ClipSkip));
    }

    [Fact]
    public async Task Types_are_taken_as_clients_send_them()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, _) = await server.PostAsync("/sdapi/v1/txt2img", """
            {"prompt":"a fox","negative_prompt":null,"styles":null,"seed":-1.0,"subseed":-1,"sampler_name":null,"sampler_index":"DPM++ 2M Karras",
             "steps":20.0,"width":"64","height":32.7,"cfg_scale":"5.5","restore_faces":0,"enable_hr":0,"tiling":"False","batch_size":true,"n_iter":null,
             "send_images":1,"override_settings":null,"alwayson_scripts":{},"script_name":null,"script_args":[],"scheduler":"Automatic",
             "eta":null,"s_churn":0,"s_noise":1,"hr_upscaler":"Latent","denoising_strength":0.75,"no_such_field":{"a":[1]}}
            """);

        Assert.Equal(200, status);
        var asked = server.Asked;
        Assert.Equal((20, 64, 32, 1, 5.5), (asked.Steps, asked.Width, asked.Height, asked.BatchSize, asked.GuidanceSettings!.Scale));
        Assert.Equal(("DPM++ 2M Karras", null, null), (asked.Sampler, asked.Schedule, asked.Seed));
        Assert.Empty(asked.SamplerOptions);
    }

    [Fact]
    public async Task Samplers_options_go_to_samplers_that_have_them()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32,"sampler_name":"Euler Karras","s_churn":3,"eta":0.5}""");
        Assert.Equal([new("s_churn", 3)], server.Asked.SamplerOptions);

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32,"sampler_name":"DPM++ 2M","s_churn":3}""");
        Assert.Empty(server.Asked.SamplerOptions);
    }

    [Fact]
    public async Task Override_settings_hold_for_one_request_unless_they_are_to_stay()
    {
        await using var server = await CompatibleServer.StartAsync();
        const string settings =
            """ "override_settings":{"sd_model_checkpoint":"starter [0123456789]","CLIP_stop_at_last_layers":2,"samples_format":"jpg","randn_source":"NV","eta_ddim":1} """;

        var (_, body) = await server.PostAsync("/sdapi/v1/txt2img", $$"""{"width":64,"height":32,{{settings}}}""");
        Assert.Equal(("starter", 2, "philox"), (server.Asked.Model, server.Asked.ClipSkip, server.Asked.Noise));
        var file = Convert.FromBase64String((string)body!["images"]![0]!);
        Assert.Equal([0xff, 0xd8], file[..2]);
        Assert.Contains("Steps: 50", PictureMetadata.Read(file).Parameters);

        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32}""");
        Assert.Equal((null, null, "torch"), (server.Asked.Model, server.Asked.ClipSkip, server.Asked.Noise));

        await server.PostAsync(
            "/sdapi/v1/txt2img", $$"""{"width":64,"height":32,{{settings}},"override_settings_restore_afterwards":false}""");
        await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32}""");
        Assert.Equal(("starter", 2, "philox"), (server.Asked.Model, server.Asked.ClipSkip, server.Asked.Noise));
    }

    [Fact]
    public async Task An_infotext_fills_in_what_the_request_leaves_out()
    {
        await using var server = await CompatibleServer.StartAsync();

        await server.PostAsync("/sdapi/v1/txt2img", """
            {"infotext":"a fox\nNegative prompt: blurry\nSteps: 8, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5, Seed: 99, Size: 64x32, Clip skip: 2, RNG: CPU","steps":3}
            """);

        var asked = server.Asked;
        Assert.Equal(
            ("a fox", "blurry", 3, "DPM++ 2M", "Karras"), (asked.Prompt, asked.NegativePrompt, asked.Steps, asked.Sampler, asked.Schedule));
        Assert.Equal(
            (5.0, 99UL, 64, 32, 2, "torch"),
            (asked.GuidanceSettings!.Scale, asked.Seed, asked.Width, asked.Height, asked.ClipSkip, asked.Noise));
    }

    [Theory]
    [InlineData("\"steps\":\"many\"", "steps")]
    [InlineData("\"steps\":0", "steps")]
    [InlineData("\"width\":513", "width")]
    [InlineData("\"cfg_scale\":1e999", "cfg_scale")]
    [InlineData("\"cfg_scale\":101", "cfg_scale")]
    [InlineData("\"seed\":-5", "seed")]
    [InlineData("\"seed\":18446744073709551616", "seed")]
    [InlineData("\"batch_size\":0", "batch_size")]
    [InlineData("\"n_iter\":1000", "n_iter")]
    [InlineData("\"enable_hr\":true,\"hr_checkpoint_name\":\"other\"", "hr_checkpoint_name")]
    [InlineData("\"enable_hr\":true,\"hr_scale\":9", "hr_scale")]
    [InlineData("\"enable_hr\":true,\"hr_resize_x\":65", "hr_resize_x")]
    [InlineData("\"refiner_checkpoint\":\"x\"", "refiner_checkpoint")]
    [InlineData("\"restore_faces\":true", "restore_faces")]
    [InlineData("\"subseed_strength\":1.5", "subseed_strength")]
    [InlineData("\"script_name\":\"loopback\"", "script_name")]
    [InlineData("\"script_name\":\"outpainting mk2\"", "script_name")]
    [InlineData("\"styles\":[\"cinematic\"]", "styles")]
    [InlineData("\"alwayson_scripts\":{\"ADetailer\":{\"args\":[{\"ad_model\":\"face\"}]}}", "alwayson_scripts")]
    [InlineData("\"override_settings\":{\"sd_model_checkpoint\":\"../../etc/passwd\"}", "override_settings.sd_model_checkpoint")]
    [InlineData("\"override_settings\":{\"CLIP_stop_at_last_layers\":13}", "override_settings.CLIP_stop_at_last_layers")]
    [InlineData("\"override_settings\":{\"sd_vae\":\"other.safetensors\"}", "override_settings.sd_vae")]
    [InlineData("\"override_settings\":[]", "override_settings")]
    public async Task What_cannot_be_made_is_refused_by_its_field(string field, string name)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) =
            await server.PostAsync(
                "/sdapi/v1/txt2img",
                $$"""{"prompt":"a fox","width":64,"height":32,{{field}}}""".Replace("\"width\":64,\"height\":32,\"width\"", "\"width\""));

        Assert.Equal(422, status);
        var problem = body!["detail"]!.AsArray().Single()!;
        Assert.Equal(["body", .. name.Split('.')], problem["loc"]!.AsArray().Select(part => (string)part!));
        Assert.StartsWith(name + ": ", (string)problem["msg"]!);
        Assert.Empty(server.Queue.Submissions);
    }

    [Theory]
    [InlineData("""{"controlnet":{"args":[]}}""")]
    [InlineData("""{"ControlNet":{"args":[{"module":"none","model":"None"},{"enabled":false}]}}""")]
    [InlineData("""{"ADetailer":{"args":[false,{"ad_model":"face"}]}}""")]
    [InlineData("""{"Tiled VAE":{}}""")]
    public async Task Blocks_of_extensions_that_are_off_do_no_harm(string blocks)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, _) = await server.PostAsync("/sdapi/v1/txt2img", $$"""{"width":64,"height":32,"alwayson_scripts":{{blocks}}}""");

        Assert.Equal(200, status);
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("{\"prompt\":\"a\"")]
    [InlineData("{\"prompt\":\"\\ud800\"}")]
    public async Task What_is_no_request_is_refused(string json)
    {
        await using var server = await CompatibleServer.StartAsync();

        var (status, body) = await server.PostAsync("/sdapi/v1/txt2img", json);

        Assert.Equal(422, status);
        Assert.Equal("body", (string)body!["detail"]![0]!["loc"]![1]!);
    }

    [Fact]
    public async Task A_sampler_that_is_unknown_is_answered_as_AUTOMATIC1111_does()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Refusal = new Generation.RequestException("sampler", "'Fuler' is unknown (did you mean 'Euler'?)");

        var (status, body) = await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32,"sampler_name":"Fuler"}""");

        Assert.Equal((400, "Sampler not found: 'Fuler' is unknown (did you mean 'Euler'?)"), (status, (string)body!["detail"]!));
    }

    [Fact]
    public async Task A_job_that_fails_says_why()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Failure = new JobError("poisoned", "the worker ended three times while making it");

        var (status, body) = await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32}""");

        Assert.Equal((500, "the worker ended three times while making it"), (status, (string)body!["detail"]!));
    }

    [Fact]
    public async Task A_full_queue_says_when_to_come_back()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Refusal = new QueueRefusedException(QueueRefusal.Full, "too many jobs wait");

        using var response =
            await server.Client.PostAsync("/sdapi/v1/txt2img", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(429, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_caller_who_goes_away_takes_the_job_along()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Holds = true;
        using var gone = new CancellationTokenSource();
        var waiting =
            server.Client.PostAsync(
                "/sdapi/v1/txt2img", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), gone.Token);
        var job = await server.Queue.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await server.Queue.Canceled(job.Id).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(JobState.Canceled, (await server.Queue.FindAsync(job.Id))!.State);
    }

    [Fact]
    public async Task Interrupting_answers_the_one_who_waits()
    {
        await using var server = await CompatibleServer.StartAsync();
        server.Queue.Holds = true;
        var waiting = server.PostAsync("/sdapi/v1/txt2img", """{"prompt":"a fox","width":64,"height":32}""");
        await server.Queue.Began.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var (status, answer) = await server.PostAsync("/sdapi/v1/interrupt", "");

        Assert.Equal((200, "{}"), (status, answer!.ToJsonString()));
        var (_, body) = await waiting;
        Assert.Empty(body!["images"]!.AsArray());
        Assert.Equal("a fox", (string)JsonNode.Parse((string)body["info"]!)!["prompt"]!);
    }

    [Fact]
    public async Task Pictures_are_left_out_where_they_are_not_wanted()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (_, body) = await server.PostAsync("/sdapi/v1/txt2img", """{"width":64,"height":32,"send_images":false}""");

        Assert.Empty(body!["images"]!.AsArray());
        Assert.Single(JsonNode.Parse((string)body["info"]!)!["infotexts"]!.AsArray());
    }

    [Fact]
    public async Task Starting_from_a_picture_is_not_possible_yet_and_says_so()
    {
        await using var server = await CompatibleServer.StartAsync();

        var (missing, _) = await server.PostAsync("/sdapi/v1/img2img", """{"prompt":"a fox"}""");
        var (given, body) = await server.PostAsync("/sdapi/v1/img2img", """{"prompt":"a fox","init_images":["iVBO"]}""");

        Assert.Equal((404, 422), (missing, given));
        Assert.Equal("init_images", (string)body!["detail"]![0]!["loc"]![1]!);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_made_and_Basic_is_asked_for()
    {
        await using var server = await CompatibleServer.StartAsync();
        using var client = server.Anonymous();

        using var response =
            await client.PostAsync("/sdapi/v1/txt2img", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]);
    }
}
