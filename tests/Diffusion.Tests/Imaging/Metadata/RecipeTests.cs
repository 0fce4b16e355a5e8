using System.Text.Json.Nodes;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging.Metadata;

public sealed class RecipeTests
{
    private readonly Recipe _recipe = SomeRecipe.With("a \"cat\", 猫\n🐱");

    [Fact]
    public void A_recipe_comes_back_whole()
    {
        var read = Recipe.Parse(_recipe.ToJson());
        Assert.Equal(_recipe.ToJson(), read.ToJson());
        Assert.Equal(_recipe.Prompt, read.Prompt);
        Assert.Equal(ulong.MaxValue, read.Seed);
        Assert.Equal(_recipe.SamplerOptions, read.SamplerOptions);
        Assert.Equal(_recipe.GuidanceSettings, read.GuidanceSettings);
        Assert.Equal(_recipe.Software.Plugins, read.Software.Plugins);
    }

    [Fact]
    public void The_json_begins_with_its_format_and_is_one_readable_line()
    {
        var json = _recipe.ToJson();
        Assert.StartsWith("{\"atelier\":1,\"prompt\":\"a \\\"cat\\\", 猫\\n", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', json);
    }

    [Fact]
    public void A_request_from_a_recipe_asks_for_that_one_picture()
    {
        var request = _recipe.ToRequest();
        Assert.Equal(
            (_recipe.Prompt, "blurry", "v1-5-pruned", "dpmpp_2m_sde", "karras", "cfg", 7.5, 20),
            (request.Prompt, request.NegativePrompt, request.Model, request.Sampler, request.Schedule, request.Guidance,
                request.GuidanceSettings!.Scale, request.Steps));
        Assert.Equal(
            (ulong.MaxValue, "torch", 512, 768, 2, "a1111", 1, 1),
            (request.Seed, request.Noise, request.Width, request.Height, request.ClipSkip, request.Emphasis, request.BatchSize,
                request.Count));
        Assert.Equal(0.7, request.SamplerOptions["eta"]);
    }

    [Fact]
    public void What_steered_the_network_comes_back()
    {
        var recipe = _recipe with
        {
            GuidanceOptions = new Dictionary<string, double> { ["pag_scale"] = 2 },
            FreeU = new FreeUSettings { B1 = 1.2 },
            Vae = new RecipeModel("soft", new string('a', 64)),
        };
        var request = Recipe.Parse(recipe.ToJson()).ToRequest();
        Assert.Equal(2, request.GuidanceOptions["pag_scale"]);
        Assert.Equal((recipe.FreeU, "soft", false), (request.FreeU, request.Vae, request.ShareStyle));
    }

    [Fact]
    public void A_picture_that_shares_a_style_is_asked_for_with_the_one_it_shares_it_with()
    {
        var request = Recipe.Parse((_recipe with { Seed = 12, StyleSeed = 10 }).ToJson()).ToRequest();
        Assert.Equal((10UL, 3, true), (request.Seed, request.BatchSize, request.ShareStyle));
    }

    [Fact]
    public void A_newer_format_is_said_to_be_newer()
    {
        var message = Fails(json => json["atelier"] = 2);
        Assert.Contains("format 2", message);
        Assert.Contains("newer Atelier", message);
    }

    [Fact]
    public void Unknown_missing_mistyped_and_null_fields_are_refused_by_name()
    {
        Assert.Contains("steeps", Fails(json => json["steeps"] = 3));
        Assert.Contains("seed", Fails(json => json.Remove("seed")));
        Assert.Contains("steps", Fails(json => json["steps"] = "twenty"));
        Assert.Contains("prompt", Fails(json => json["prompt"] = null));
        Assert.Contains("damaged", Fails(json => json["atelier"] = "1"));
        Assert.Contains("damaged", Fails(json => json.Remove("atelier")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"atelier\":1,\"atelier\":1}")]
    [InlineData("{\"atelier\":1,\"prompt\":[[[[[[[[[[[[]]]]]]]]]]]]}")]
    [InlineData("{\"atelier\":1e99}")]
    public void Hostile_json_is_refused_in_one_line(string json)
    {
        var message = Assert.Throws<PictureException>(() => Recipe.Parse(json)).Message;
        Assert.DoesNotContain('\n', message);
        Assert.Contains("damaged", message);
    }

    [Fact]
    public void Cut_anywhere_it_is_damaged()
    {
        var json = _recipe.ToJson();
        for (var length = 0; length < json.Length; length += 7)
        {
            Assert.Throws<PictureException>(() => Recipe.Parse(json[..length]));
        }
    }

    private string Fails(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(_recipe.ToJson())!.AsObject();
        change(json);
        return Assert.Throws<PictureException>(() => Recipe.Parse(json.ToJsonString())).Message;
    }
}
