using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Imaging.Metadata;

public sealed class InfotextTests
{
    [Fact]
    public void A_recipe_reads_as_AUTOMATIC1111_would_have_written_it()
    {
        var text = SomeRecipe.With("a cat,\non a mat").ToInfotext("DPM++ 2M SDE", "Karras").ToString();
        Assert.Equal(
            "a cat,\non a mat\nNegative prompt: blurry\nSteps: 20, Sampler: DPM++ 2M SDE, Schedule type: Karras, CFG scale: 7.5, Seed: 18446744073709551615, "
            + "Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned, Clip skip: 2, RNG: CPU, Eta: 0.7, Sigma noise: 1, Skip Early CFG: 0.1, "
            + $"Version: Atelier {RecipeSoftware.Version}",
            text);
    }

    [Fact]
    public void What_has_its_default_or_is_unknown_is_left_out()
    {
        var recipe = SomeRecipe.With("a") with
        {
            NegativePrompt = "",
            Noise = "philox",
            ClipSkip = 1,
            Emphasis = "none",
            Model = new RecipeModel("odd: name, here"),
            SamplerOptions = new Dictionary<string, double>(),
            GuidanceSettings = new() { Scale = 7 },
        };
        Assert.Equal(
            "a\nSteps: 20, Sampler: Euler, Schedule type: Normal, CFG scale: 7, Seed: 18446744073709551615, Size: 512x768, Model: odd name here, RNG: NV, "
            + $"Emphasis: Ignore, Version: Atelier {RecipeSoftware.Version}",
            recipe.ToInfotext("Euler", "Normal").ToString());
    }

    [Fact]
    public void Second_passes_neighbours_and_refiners_have_AUTOMATIC1111s_words_and_are_read_back()
    {
        var recipe = SomeRecipe.With("a") with
        {
            Hires = new HiresFix
            {
                Scale = 1.5,
                Upscaler = "latent",
                Strength = 0.4,
                Steps = 8,
                Sampler = "euler",
                Schedule = "karras",
                Prompt = "b: c",
            },
            Variation = new Variation { Seed = 9, Strength = 0.1, FromWidth = 512, FromHeight = 512 },
            Tiling = "both",
            Refiner = new RefinerStage { Model = "other", SwitchAt = 0.7 },
        };
        var text = recipe.ToInfotext("DPM++ 2M SDE", "Karras", "Latent").ToString();
        Assert.Contains(
            "Variation seed: 9, Variation seed strength: 0.1, Seed resize from: 512x512, Tiling: True, Denoising strength: 0.4, Hires upscale: 1.5, Hires steps: 8, "
            + "Hires upscaler: Latent, Hires sampler: euler, Hires prompt: \"b: c\", Refiner: other, Refiner switch at: 0.7,",
            text);
        var request = Infotext.Parse(text).ToRequest();
        Assert.Equal(recipe.Hires with { Upscaler = "Latent", Schedule = null }, request.Hires);
        Assert.Equal((recipe.Variation, recipe.Tiling, recipe.Refiner), (request.Variation, request.Tiling, request.Refiner));
    }

    [Fact]
    public void A_second_pass_to_a_size_says_it()
    {
        var recipe = SomeRecipe.With("a") with { Hires = new HiresFix { Width = 1024, Steps = 20, Upscaler = "lanczos" } };
        var text = recipe.ToInfotext("Euler", "Normal").ToString();
        Assert.Contains("Hires resize: 1024x0,", text);
        Assert.Equal((1024, null), (Infotext.Parse(text).ToRequest().Hires!.Width, Infotext.Parse(text).ToRequest().Hires!.Height));
    }

    [Fact]
    public void A_text_of_AUTOMATIC1111_is_taken_apart()
    {
        var infotext = Infotext.Parse(PillowFiles.Unicode);
        Assert.Equal("猫, masterpiece 🐱", infotext.Prompt);
        Assert.Equal("blurry\nbad, worst", infotext.NegativePrompt);
        Assert.Equal("Euler a", infotext["Sampler"]);
        Assert.Equal("768x512", infotext["Size"]);
        Assert.Equal("cat: 0123456789ab, dog: ba9876543210", infotext["Lora hashes"]);
        Assert.Null(infotext["VAE"]);
        Assert.Equal(PillowFiles.Unicode, infotext.ToString());
    }

    [Fact]
    public void AUTOMATIC1111s_view_splits_sizes_and_adds_its_defaults()
    {
        var parameters = Infotext.Parse(PillowFiles.Latin).ToParameters();
        Assert.Equal("a café", parameters["Prompt"]);
        Assert.Equal("blurry", parameters["Negative prompt"]);
        Assert.Equal(("512", "768"), (parameters["Size-1"], parameters["Size-2"]));
        Assert.False(parameters.ContainsKey("Size"));
        Assert.Equal(
            ("1", "GPU", "Automatic", "Full", "32", "0"),
            (parameters["Clip skip"], parameters["RNG"], parameters["Schedule type"], parameters["VAE Encoder"],
                parameters["Masked area padding"], parameters["Hires resize-2"]));
        Assert.Equal("2", Infotext.Parse(PillowFiles.Unicode).ToParameters()["Clip skip"]);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("just a prompt", "just a prompt", "")]
    [InlineData("a prompt\nSteps: 20, Seed: 3", "a prompt\nSteps: 20, Seed: 3", "")]
    [InlineData("  a \n b  \nNegative prompt:c\n d \n", "a\nb", "c\nd")]
    [InlineData("Negative prompt: c\nSteps: 20, Seed: 3, Size: 8x8", "", "c")]
    [InlineData("Steps: 20, Seed: 3, Size: 8x8", "", "")]
    [InlineData("a\r\nNegative prompt: b\r\nSteps: 20, Seed: 3, Size: 8x8\r\n", "a", "b")]
    public void Every_text_is_read_as_far_as_it_goes(string text, string prompt, string negative)
    {
        var infotext = Infotext.Parse(text);
        Assert.Equal((prompt, negative), (infotext.Prompt, infotext.NegativePrompt));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("say \"hi\", you\\", "\"say \\\"hi\\\", you\\\\\"")]
    [InlineData("line,\nline\ttab\u0001\u007fé猫", "\"line,\\nline\\ttab\\u0001\u007fé猫\"")]
    [InlineData("no \"comma\"", "no \"comma\"")]
    public void Values_are_quoted_as_Pythons_json_does(string value, string written) =>
        Assert.EndsWith($"Odd: {written}", new Infotext("", "", [new("Odd", value)]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_value_that_equals_its_key_is_written_bare() =>
        Assert.Equal(
            "a\nSteps: 1, Tiling, Seed: 2",
            new Infotext("a", "", [new("Steps", "1"), new("Tiling", "Tiling"), new("Seed", "2")]).ToString());

    [Fact]
    public void What_is_written_is_read_back()
    {
        string[] pieces = ["a", "cat", " ", ", ", ":", "\"", "\\", "\n", "Steps: 20", "(x:1.1)", "<lora:a:1>", "é", "猫", "🐱", "BREAK",
            "Negative prompt", "\t", "512x512"];
        var random = new Random(5);
        for (var round = 0; round < 5000; round++)
        {
            var fields = Enumerable.Range(0, random.Next(3, 9)).Select(i => KeyValuePair.Create($"Key {i}", Value())).ToList();
            var infotext = new Infotext(Lines(), Lines(), fields);
            var read = Infotext.Parse(infotext.ToString());
            Assert.Equal((infotext.Prompt, infotext.NegativePrompt), (read.Prompt, read.NegativePrompt));
            Assert.Equal(fields, read.Fields);
        }

        string Some() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));

        // AUTOMATIC1111 trims lines and loses empty ones at the ends; it also takes a line that starts like the negative prompt for it.
        string Lines() =>
            string.Join('\n', Some().Split('\n').Select(line => line.Trim())
                .Where(line => !line.StartsWith("Negative prompt:", StringComparison.Ordinal))).Trim();

        // It neither keeps an empty value, nor the spaces around an unquoted one, nor quotation marks that it did not write.
        string Value() => $"v{Some()}v";
    }

    [Fact]
    public void A_request_is_read_from_AUTOMATIC1111s_picture()
    {
        var request = Infotext.Parse(PillowFiles.Latin).ToRequest();
        Assert.Equal(
            ("a café", "blurry", "v1-5-pruned", "DPM++ 2M Karras", null, 7.0, 20),
            (request.Prompt, request.NegativePrompt, request.Model, request.Sampler, request.Schedule, request.GuidanceSettings!.Scale,
                request.Steps));
        Assert.Equal(
            (1234567890ul, "philox", 512, 768, null, "a1111"),
            (request.Seed, request.Noise, request.Width, request.Height, request.ClipSkip, request.Emphasis));

        // "Automatic" is what A1111 calls the sampler's own schedule.
        Assert.Null(Infotext.Parse(PillowFiles.Unicode).ToRequest().Schedule);
    }

    [Fact]
    public void A_request_from_our_own_text_is_the_recipes_as_far_as_the_words_go()
    {
        var recipe = SomeRecipe.With("a cat");
        var (fromText, fromRecipe) = (Infotext.Parse(recipe.ToInfotext("dpmpp_2m_sde", "karras").ToString()).ToRequest(),
            recipe.ToRequest());
        Assert.Equal(fromRecipe.SamplerOptions, fromText.SamplerOptions);
        Assert.Equal(fromRecipe with { SamplerOptions = fromText.SamplerOptions }, fromText);
    }

    [Fact]
    public void A_text_without_pairs_asks_for_nothing_but_its_prompt() =>
        Assert.Equivalent(new GenerationRequest { Prompt = "a cat" }, Infotext.Parse("a cat").ToRequest());

    [Theory]
    [InlineData("Steps: many, Seed: 3, CFG scale: 7", "steps")]
    [InlineData("Steps: 20, Seed: -1, CFG scale: 7", "seed")]
    [InlineData("Steps: 20, Seed: 3, CFG scale: NaN", "cfgScale")]
    [InlineData("Steps: 20, Seed: 3, Size: big", "size")]
    [InlineData("Steps: 20, Seed: 3, Size: 99999999999x8", "width")]
    [InlineData("Steps: 20, Seed: 3, Eta: x", "eta")]
    public void A_value_that_cannot_be_used_is_named(string text, string field)
    {
        var exception = Assert.Throws<RequestException>(() => Infotext.Parse(text).ToRequest());
        Assert.Equal(field, exception.Field);
        Assert.Contains("the picture's parameters say", exception.Message);
    }
}
