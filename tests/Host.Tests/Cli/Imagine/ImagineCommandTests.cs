using System.Text.Json;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Host.Cli;

namespace Atelier.Host.Tests.Cli.Imagine;

public sealed class ImagineCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_prompt_makes_a_picture_in_the_output_folder_and_prints_its_path()
    {
        Assert.Equal(ExitCode.Ok, Imagine("a red house"));

        var file = Path.Combine(_command.Home, "output", "7.png");
        Assert.Equal(file + "\n", _command.Output);
        Assert.Equal("png ", File.ReadAllText(file));
        Assert.Equal("a red house", _command.Request.Prompt);
    }

    [Fact]
    public void Control_units_reach_the_request()
    {
        var picture = Path.Combine(_command.Home, "a:b.png");
        File.WriteAllText(picture, "png");
        Assert.Equal(ExitCode.Ok, Imagine(
            "p", "--control",
            $"canny:{picture}:preprocessor=canny,weight=0.8,start=0.1,end=0.7,mode=control,resize=fill,resolution=512,pass=first,low=50",
            "--control", $"depth:{picture}"));

        var (first, second) = (_command.Request.Controls[0], _command.Request.Controls[1]);
        Assert.Equal(("canny", "canny", 0.8, 0.1, 0.7), (first.Model, first.Preprocessor, first.Weight, first.Start, first.End));
        Assert.Equal(
            ("control", "fill", 512, "first", 50d),
            (first.Mode, first.Resize, first.Resolution, first.Pass, first.PreprocessorOptions["low"]));
        Assert.Equal(("depth", "none", 1d, first.Picture), (second.Model, second.Preprocessor, second.Weight, second.Picture));
        Assert.DoesNotContain(picture, first.Picture);
    }

    [Theory]
    [InlineData("canny:weight", "--control (number 1) picture: there is no file 'weight'")]
    [InlineData("canny:weight=heavy", "--control: 'weight' is 'heavy', which is no number")]
    [InlineData("canny:resolution=1.5", "--control: resolution is '1.5'; it must be a whole number of pixels")]
    [InlineData("canny:weight=0.8,=3", "--control: '=3' is not a name and a value")]
    [InlineData("canny", "--control (number 1) picture: is missing; name a picture here, or one to begin from")]
    public void A_control_that_cannot_be_read_says_what_would_be_right(string control, string message)
    {
        Assert.Equal(ExitCode.BadInput, Imagine("p", "--control", control));
        Assert.Contains(message, _command.Error);
    }

    [Fact]
    public void Every_option_reaches_the_request()
    {
        Assert.Equal(ExitCode.Ok, Imagine(
            "p", "--negative", "n", "--model", "m", "--sampler", "No-Op", "--schedule", "straight", "--steps", "3", "--cfg", "5.5",
            "--cfg-rescale", "0.5",
            "--seed", "18446744073709551615", "--width", "64", "--height", "32", "--batch", "2", "--count", "3", "--clip-skip", "2",
            "--emphasis", "comfy"));

        var expected = new GenerationRequest
        {
            Prompt = "p",
            NegativePrompt = "n",
            Model = "m",
            Sampler = "no_op",
            Schedule = "straight",
            Steps = 3,
            GuidanceSettings = new GuidanceSettings { Scale = 5.5, Rescale = 0.5 },
            Seed = ulong.MaxValue,
            Width = 64,
            Height = 32,
            BatchSize = 2,
            Count = 3,
            ClipSkip = 2,
            Guidance = "unguided",
            Noise = "silence",
            Emphasis = "comfy",
        };
        Assert.Equal(expected with { SamplerOptions = _command.Request.SamplerOptions }, _command.Request);
        Assert.Empty(_command.Request.SamplerOptions);
    }

    [Fact]
    public void A_second_pass_and_what_goes_with_it_reach_the_request()
    {
        Assert.Equal(ExitCode.Ok, Imagine(
            "p", "--hires", "1.5", "--hires-upscaler", "lanczos", "--hires-steps", "4", "--hires-strength", "0.4", "--hires-sampler",
            "No-Op", "--hires-schedule", "straight",
            "--hires-prompt", "q", "--hires-negative", "r", "--hires-cfg", "3", "--variation-seed", "9", "--variation-strength", "0.1",
            "--seed-resize", "64x32",
            "--tiling", "x", "--refiner", "other@model@0.7"));

        Assert.Equal(
            new HiresFix
            {
                Scale = 1.5, Upscaler = "lanczos", Steps = 4, Strength = 0.4, Sampler = "no_op", Schedule = "straight", Prompt = "q",
                NegativePrompt = "r", GuidanceScale = 3,
            },
            _command.Request.Hires);
        Assert.Equal(new Variation { Seed = 9, Strength = 0.1, FromWidth = 64, FromHeight = 32 }, _command.Request.Variation);
        Assert.Equal(
            ("x", new RefinerStage { Model = "other@model", SwitchAt = 0.7 }), (_command.Request.Tiling, _command.Request.Refiner));
    }

    [Fact]
    public void A_grid_reaches_the_request_as_it_was_typed()
    {
        Assert.Equal(ExitCode.Ok, Imagine("a cat", "--grid-x", "steps=1-3,9", "--grid-y", "prompt:cat=cat,\"dog, brown\""));
        Assert.Equal(("steps", "1-3|9"), (_command.Request.Grid!.X.Field, string.Join('|', _command.Request.Grid.X.Values)));
        Assert.Equal(("prompt:cat", "cat|dog, brown"), (_command.Request.Grid.Y!.Field, string.Join('|', _command.Request.Grid.Y.Values)));
        Assert.Null(_command.Request.Grid.Z);
    }

    [Theory]
    [InlineData("--hires-size: 'big' is not a size in pixels", "--hires-size", "big")]
    [InlineData("--hires: 9 is not possible; it must be a number from 1 to 4", "--hires", "9")]
    [InlineData("--hires-strength: 2 is not possible", "--hires-strength", "2")]
    [InlineData("--seed-resize: 60 is not possible", "--seed-resize", "60x64")]
    [InlineData("--tiling: 'z' is unknown; it must be none, x, y or both", "--tiling", "z")]
    [InlineData("--refiner: 'soon' is not a part of the steps", "--refiner", "m@soon")]
    [InlineData("--grid-x: 'steps' is not a field and its values", "--grid-x", "steps")]
    [InlineData("--grid-x: 'stepz' is no field of a request", "--grid-x", "stepz=1")]
    [InlineData("--grid-y: a grid begins with its columns", "--grid-y", "steps=1")]
    public void What_is_wrong_with_these_is_named_by_its_option(string problem, params string[] arguments)
    {
        Assert.Equal(ExitCode.BadInput, Imagine(["p", .. arguments]));
        Assert.Contains(problem, _command.Error);
    }

    [Fact]
    public void What_steers_the_network_reaches_the_request()
    {
        Assert.Equal(ExitCode.Ok, Imagine(
            "p", "--guidance", "unguided", "--guidance-option", "calm=0.5", "--freeu", "b1=1.3, s2=0.4", "--share-style", "--vae", "soft"));

        Assert.Equal(("unguided", 0.5), (_command.Request.Guidance, _command.Request.GuidanceOptions["calm"]));
        Assert.Equal(new FreeUSettings { B1 = 1.3, S2 = 0.4 }, _command.Request.FreeU);
        Assert.Equal((true, "soft"), (_command.Request.ShareStyle, _command.Request.Vae));
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public void FreeU_can_be_switched(string word, bool isOn)
    {
        Assert.Equal(ExitCode.Ok, Imagine("p", "--freeu", word));
        Assert.Equal(isOn ? new FreeUSettings() : null, _command.Request.FreeU);
    }

    [Fact]
    public void A_fused_sampler_name_is_taken_apart()
    {
        Assert.Equal(ExitCode.Ok, Imagine("p", "--sampler", "No-Op Straight Down"));

        Assert.Equal(("no_op", "straight"), (_command.Request.Sampler, _command.Request.Schedule));
    }

    [Fact]
    public void Options_of_the_sampler_can_be_set()
    {
        Assert.Equal(ExitCode.Ok, Imagine("p", "--set", "eta=0.5", "--set", "s_noise=1.01"));
        Assert.Equal(new Dictionary<string, double> { ["eta"] = 0.5, ["s_noise"] = 1.01 }, _command.Request.SamplerOptions);
    }

    [Fact]
    public void Seed_minus_one_is_a_random_one()
    {
        Assert.Equal(ExitCode.Ok, Imagine("p", "--seed", "-1"));

        Assert.Null(_command.Request.Seed);
    }

    [Fact]
    public void From_a_picture_its_request_is_taken_and_given_options_win()
    {
        _command.Engine.Recipes["old.png"] = new GenerationRequest
        {
            Prompt = "old", NegativePrompt = "fog", Sampler = "no_op", Steps = 9, Seed = 42,
            GuidanceSettings = new GuidanceSettings { Scale = 3, Start = 0.1 },
        };

        Assert.Equal(ExitCode.Ok, Imagine("--from", "old.png", "--steps", "2", "--cfg", "4"));

        Assert.Equal(
            ("old", "fog", "no_op", 2, 42UL),
            (_command.Request.Prompt, _command.Request.NegativePrompt, _command.Request.Sampler, _command.Request.Steps,
                _command.Request.Seed));
        Assert.Equal(new GuidanceSettings { Scale = 4, Start = 0.1 }, _command.Request.GuidanceSettings);
    }

    [Fact]
    public void From_a_picture_another_seed_can_be_asked_for_at_random()
    {
        _command.Engine.Recipes["old.png"] = new GenerationRequest { Prompt = "old", Seed = 42 };

        Assert.Equal(ExitCode.Ok, Imagine("new words", "--from", "old.png", "--seed", "-1"));

        Assert.Equal(("new words", null), (_command.Request.Prompt, _command.Request.Seed));
    }

    [Fact]
    public void Json_is_one_document_with_files_seeds_recipes_and_timings_and_nothing_else()
    {
        Assert.Equal(ExitCode.Ok, Imagine("p", "--json", "--count", "2", "--seed", "5"));

        Assert.Empty(_command.Error);
        using var document = JsonDocument.Parse(_command.Output);
        var pictures = document.RootElement.GetProperty("pictures");
        Assert.Equal([5UL, 6UL], pictures.EnumerateArray().Select(picture => picture.GetProperty("seed").GetUInt64()));
        Assert.Equal(
            [5UL, 6UL], pictures.EnumerateArray().Select(picture => picture.GetProperty("recipe").GetProperty("seed").GetUInt64()));
        Assert.All(pictures.EnumerateArray(), picture => Assert.True(File.Exists(picture.GetProperty("file").GetString())));
        Assert.Equal(
            ["start", "encode", "sample", "save", "total"],
            document.RootElement.GetProperty("timings").EnumerateObject().Select(stage => stage.Name));
        Assert.Contains("Häuschen", _command.Output);
    }

    [Fact]
    public void Without_a_terminal_progress_is_lines()
    {
        Imagine("p", "--steps", "3", "--seed", "1");

        var lines = _command.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("encode", lines[0]);
        Assert.Equal("sample", lines[1]);
        Assert.Matches(@"^sample 3/3, \d+\.\d\d it/s, 0 s left$", lines[2]);
        Assert.Matches(@"^64×32, seed 1, 0\.50 s \(.*\)$", lines[3]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Quiet_prints_the_files_alone()
    {
        Imagine("p", "--quiet");

        Assert.Empty(_command.Error);
        Assert.Single(_command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_named_file_gets_the_format_of_its_ending_and_several_are_numbered()
    {
        Imagine("p", "--out", Path.Combine(_command.Home, "a.webp"), "--count", "2", "--quality", "80");

        Assert.Equal(["a-1.webp", "a-2.webp"], Directory.GetFiles(_command.Home).Select(Path.GetFileName).Order());
        Assert.Equal("webp 80", File.ReadAllText(Path.Combine(_command.Home, "a-1.webp")));
    }

    [Fact]
    public void A_cancelled_generation_ends_within_a_step_says_so_and_leaves_no_file()
    {
        var steps = 0;
        _command.Engine.BeforeStep = step =>
        {
            steps++;
            if (step == 2)
            {
                _command.Cancellation.Cancel();
            }
        };

        Assert.Equal(ExitCode.Cancelled, Imagine("p", "--steps", "20", "--quiet"));

        Assert.Equal(3, steps);
        Assert.Equal(("", "atelier: cancelled\n"), (_command.Output, _command.Error));
        Assert.Empty(Directory.GetFiles(Path.Combine(_command.Home, "output")));
    }

    [Fact]
    public void What_was_saved_before_a_failure_is_named()
    {
        var steps = 0;
        _command.Engine.BeforeStep = _ =>
        {
            if (++steps > 2)
            {
                throw new InvalidOperationException("the second picture fails");
            }
        };

        Assert.Equal(ExitCode.Failed, Imagine("p", "--steps", "2", "--count", "2", "--quiet"));

        Assert.Equal(
            Directory.GetFiles(Path.Combine(_command.Home, "output")).Select(Path.GetFileName),
            [Path.GetFileName(_command.Output.TrimEnd())]);
    }

    [Theory]
    [InlineData("--width: 513 is not possible; it must be a multiple of 8, from 8 to 2048", "--width", "513")]
    [InlineData("--height: 999999999 is not possible; it must be a multiple of 8, from 8 to 2048", "--height", "999999999")]
    [InlineData("--steps: -1 is not possible; it must be from 1 to 150", "--steps", "-1")]
    [InlineData("--steps: '2147483648' is far out of range", "--steps", "2147483648")]
    [InlineData("--steps: 'many' is not a whole number", "--steps", "many")]
    [InlineData("--cfg: NaN is not possible; it must be a number from 0 to 100", "--cfg", "NaN")]
    [InlineData("--cfg: Infinity is not possible; it must be a number from 0 to 100", "--cfg", "1e999")]
    [InlineData("--cfg: 'high' is not a number", "--cfg", "high")]
    [InlineData("--seed: '18446744073709551616' is not a seed; it must be a whole number from 0 to 18446744073709551615, or -1 for a random one", "--seed", "18446744073709551616")]
    [InlineData("--batch: 17 is not possible; it must be from 1 to 16", "--batch", "17")]
    [InlineData("--sampler: 'no_opp' is unknown (did you mean 'no_op'?); known are no_op", "--sampler", "no_opp")]
    [InlineData("--emphasis: 'loud' is unknown; it must be a1111, comfy or none", "--emphasis", "loud")]
    [InlineData("--format: 'gif' is unknown; it must be png, jpeg, webp", "--format", "gif")]
    [InlineData("--out: '.gif' is not a kind of picture that can be written; use .png, .jpg or .webp", "--out", "a.gif")]
    [InlineData("--quality: PNG keeps every pixel and has no quality; leave it out, or choose --format jpeg or webp", "--quality", "80")]
    [InlineData("'--stepz' is not an option of atelier imagine (did you mean '--steps'?); see atelier imagine --help", "--stepz", "4")]
    [InlineData("'words' is one argument too many for atelier imagine; put quotes around a text of several words", "words")]
    [InlineData("--from needs a value: PICTURE", "--from")]
    [InlineData("--from: is empty; name a picture or leave it out", "--from", "")]
    [InlineData("--out: is empty; name a path or leave it out", "--out", "")]
    [InlineData("--guidance-option: 'pag' is not a name and a number, as in --guidance-option pag_scale=2", "--guidance-option", "pag")]
    [InlineData("--freeu: 'b3' is not one of its factors; it has b1, b2, s1, s2, as in --freeu b1=1.3,b2=1.4,s1=0.9,s2=0.2", "--freeu",
        "b3=1")]
    [InlineData("--freeu: 'maybe' is not a name and a number, as in --freeu b1=1.3,b2=1.4,s1=0.9,s2=0.2", "--freeu", "maybe")]
    [InlineData("--freeu: 3 is not possible; it must be a number from 0 to 2", "--freeu", "b1=3")]
    [InlineData("--set: 'eta' is not a name and a number, as in --set eta=0.5", "--set", "eta")]
    [InlineData("--set: 'eta=much' is not a name and a number, as in --set eta=0.5", "--set", "eta=much")]
    [InlineData("--set: 'eta=0,5' is not a name and a number, as in --set eta=0.5", "--set", "eta=0,5")]
    [InlineData("--cfg-rescale: takes back what a guidance scale adds; say which with --cfg", "--cfg-rescale", "0.5")]
    public void What_is_wrong_is_said_in_one_line_and_nothing_is_made(string problem, params string[] arguments)
    {
        Assert.Equal(ExitCode.BadInput, Imagine(["p", .. arguments]));

        Assert.Equal(("", $"atelier: {problem}\n"), (_command.Output, _command.Error));
        Assert.Empty(_command.Engine.Requests);
        Assert.Empty(Directory.GetFileSystemEntries(_command.Home));
    }

    [Fact]
    public void Neither_prompt_nor_picture_is_an_error()
    {
        Assert.Equal(ExitCode.BadInput, Imagine());

        Assert.Equal("atelier: imagine needs a prompt in quotes, or --from a picture; see atelier imagine --help\n", _command.Error);
    }

    [Fact]
    public void A_prompt_that_begins_with_a_dash_can_follow_two_dashes()
    {
        Assert.Equal(ExitCode.Ok, Imagine("--steps", "1", "--", "--steps"));

        Assert.Equal("--steps", _command.Request.Prompt);
    }

    [Fact]
    public void A_surprise_of_the_engine_is_one_line_too()
    {
        _command.Engine.BeforeStep = _ => throw new InvalidOperationException("first line\nsecond line");

        Assert.Equal(ExitCode.Failed, Imagine("p", "--quiet"));

        Assert.Equal("atelier: this should not happen: InvalidOperationException: first line second line\n", _command.Error);
    }

    private int Imagine(params string[] arguments) => _command.Run(["imagine", .. arguments]);
}
