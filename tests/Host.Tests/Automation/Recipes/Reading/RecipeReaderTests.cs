using Atelier.Diffusion.Pipeline;
using Atelier.Host.Automation.Recipes.Reading;

namespace Atelier.Host.Tests.Automation.Recipes.Reading;

public class RecipeReaderTests
{
    private readonly RecipeReader _reader = new(new GenerationLimits(), new PretendPublisher());

    [Fact]
    public void A_short_recipe_makes_one_picture_that_is_not_blank_and_one_webp_of_it()
    {
        var recipe = Read("generate:\n  prompt: a lighthouse\n");
        Assert.Equal("a lighthouse", Assert.Single(recipe.Variants).GetProperty("prompt").GetString());
        Assert.Equal("not_blank", Assert.Single(recipe.Rules).Name);
        Assert.Equal(("webp", null), (Assert.Single(recipe.Finish.Formats).Name, recipe.Finish.Formats[0].Quality));
        Assert.Null(Assert.Single(recipe.Finish.Sizes).Size.Width);
        Assert.False(recipe.Seed.IsDaily);
    }

    [Fact]
    public void The_sample_is_right_and_says_what_it_does()
    {
        var recipe =
            Read(File.ReadAllText(Path.Combine(Support.Golden.RepositoryRoot, "samples", "recipes", "daily-hero.yaml")), "daily-hero");
        Assert.Equal(2, recipe.Variants.Count);
        Assert.True(recipe.Seed.IsDaily);
        Assert.Equal(["sharpness", "colourfulness", "contrast"], recipe.Scorers.Select(scorer => scorer.Use.Name));
        Assert.Equal(
            [("wide", "wide-960"), ("wide", "wide-480"), ("square", "square")], recipe.Finish.Sizes.Select(size => (size.Crop, size.Name)));
        Assert.Equal(["webp", "jpeg", "avif"], recipe.Finish.Formats.Select(format => format.Name));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_line_and_column()
    {
        var problems = Problems("""
            nmae: hero
            hemisphere: east
            timeZone: Mars/Olympus
            args:
              subject: [a, b]
            data:
              weather:
                url: ftp://example.org
                timeout: 100
            generate:
              prompt: "a {{saeson}}"
              steps: 0
              stpes: 3
            check:
              size: yes
            choose:
              best: 0
              scorers: { sharpness: -1 }
            post:
              sizes: { wide: 10by20 }
              focus: { x: 3, y: 0 }
              formats: [gif]
            publish:
              - kind: ftp
            """);
        // An unknown key and what is made are told first: the rest is read once those are right.
        Assert.Equal(
            ["1:1: nmae: is unknown (did you mean 'name'?)", "13:3: generate.stpes: is unknown (did you mean 'steps'?)"], problems);
    }

    [Fact]
    public void What_is_wrong_with_values_is_told_at_once_too()
    {
        var problems = Problems("""
            hemisphere: east
            timeZone: Mars/Olympus
            args:
              subject: [a, b]
            data:
              weather:
                url: ftp://example.org
                timeout: 100
            generate:
              prompt: "a {{saeson}}"
              steps: 0
            check:
              size: often
            choose:
              best: 0
              scorers: { sharpness: -1 }
            post:
              sizes: { wide: 10by20 }
              focus: { x: 3, y: 0 }
              formats: [gif]
            publish:
              - kind: ftp
            """);
        Assert.Equal(
            [
                "1:1: hemisphere", "2:1: timeZone", "4:3: args.subject", "7:5: data.weather.url", "8:5: data.weather.timeout",
                "10:14: generate.prompt", "11:3: generate.steps",
                "13:3: check.size", "15:3: choose.best", "16:14: choose.scorers.sharpness", "18:12: post.sizes.wide", "19:3: post.focus",
                "20:13: post.formats[0]",
                "22:5: publish[0].kind",
            ],
            problems.Select(problem => string.Join(':', problem.Split(':').Take(3))));
        Assert.Contains(problems, problem => problem.Contains("'saeson' is unknown (did you mean 'season'?)", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("must be site or folder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "1:1: is empty")]
    [InlineData("- a\n- b\n", "1:1: a recipe is a map of name, generate, publish and so on")]
    [InlineData("generate:\n  prompt: a\n  prompt: b\n", "3:3: 'prompt' stands here a second time")]
    [InlineData("generate: &x\n  prompt: a\n", "1:11: anchors (&) and tags (!)")]
    [InlineData("a: *x\n", "1:4: *x is an alias")]
    [InlineData("generate:\n  prompt: !!str a\n", "2:11: anchors (&) and tags (!)")]
    [InlineData("generate:\n  prompt: a\n---\nb: 1\n", "3:1: a second document begins here")]
    [InlineData("generate:\n\tprompt: a\n", "2:1: a tab indents this line; YAML is indented by spaces")]
    [InlineData("generate: [1, 2\n", "2:1: is not valid YAML")]
    [InlineData("description: x\n", "1:1: generate: is missing")]
    [InlineData("generate: 7\n", "1:1: generate: must be a map of prompt, steps and so on")]
    [InlineData("generate:\n  negativePrompt: a\n", "1:1: generate.prompt: is missing")]
    [InlineData("generate:\n  prompt: 7\n", "2:3: generate.prompt: must be a text")]
    [InlineData("generate:\n  prompt: a\n  steps: 1_000\n", "3:3: generate.steps: must be a whole number")]
    [InlineData("generate:\n  prompt: a\n  steps: 1.5\n", "3:3: generate.steps: must be a whole number")]
    [InlineData("generate:\n  prompt: a\n  seed: weekly\n", "3:3: generate.seed: must be daily (from the date), random, or a whole number")]
    [InlineData("generate:\n  prompt: a\n  seed: [1]\n", "3:3: generate.seed: must be daily (from the date), random, or a whole number")]
    [InlineData("generate:\n  prompt: a\n  variants: []\n", "3:3: generate.variants: must be a list of 1 to 20 maps")]
    [InlineData("generate:\n  prompt: a\n  variants:\n  - steps: 2\n  - steps: many\n",
        "5:5: generate.variants[1].steps: must be a whole number")]
    [InlineData("generate:\n  variants:\n  - prompt: a\n    seed: 7\n", "4:5: generate.variants[0].seed: is set for all variants together")]
    [InlineData("name: other\ngenerate:\n  prompt: a\n", "1:1: name: 'other' differs from the file's name")]
    [InlineData("generate:\n  prompt: >\n    a\n    {{date:}}\n", "4:5: generate.prompt: a format is missing after the colon")]
    [InlineData("generate:\n  prompt: '{{pick: a |}}'\n", "2:12: generate.prompt: pick needs options")]
    [InlineData("generate:\n  prompt: '{{args.x}}'\n", "2:12: generate.prompt: 'x' is not under args; the recipe has no args")]
    [InlineData("args: { y: 1 }\ngenerate:\n  prompt: '{{args.x}}'\n",
        "3:12: generate.prompt: 'x' is not under args (did you mean 'y'?); there are y")]
    [InlineData("data: { w: { url: 'https://a.b/{{data.w.x}}' } }\ngenerate:\n  prompt: a\n", "1:32: data.w.url: 'w' is not under data")]
    [InlineData("generate:\n  prompt: a\npost:\n  formats: [webp, { format: jpeg, quality: 0 }]\n",
        "4:35: post.formats[1].quality: must be a whole number from 1 to 100")]
    [InlineData("generate:\n  prompt: a\npost:\n  formats: [webp, webp]\n", "4:19: post.formats[1]: 'webp' is there already")]
    [InlineData("generate:\n  prompt: a\npost:\n  formats: [wepb]\n",
        "4:13: post.formats[0]: 'wepb' is unknown (did you mean 'webp'?); it must be avif, webp, jpeg or png")]
    [InlineData("generate:\n  prompt: a\npost:\n  sizes: { a: [10, 20, 10] }\n",
        "4:12: post.sizes.a: must list 1 to 20 sizes, each of another width")]
    [InlineData("generate:\n  prompt: a\nchoose:\n  best: 20\npost:\n  sizes: { a: 1, b: 2, c: 3 }\n  formats: [webp, png]\n",
        "5:1: post: makes 120 files")]
    public void What_is_wrong_is_told_with_its_place(string text, string problem) => Assert.StartsWith(problem, Problems(text)[0]);

    [Theory]
    [InlineData("{ \"generate\": { \"prompt\": \"a\",\n \"stpes\": 1 } }", "2:2: generate.stpes: is unknown (did you mean 'steps'?)")]
    [InlineData("{ \"generate\": ", "1:15: is not valid JSON")]
    [InlineData("{ \"generate\": {}, \"generate\": {} }", "1:19: 'generate' stands here a second time")]
    [InlineData("{ } x", "1:5: is not valid JSON")]
    [InlineData("", "1:1: is not valid JSON")]
    [InlineData("{ \"generate\": { \"prompt\": \"ä {{saison}}\" } }", "1:30: generate.prompt: 'saison' is unknown")]
    public void JSON_is_read_with_places_too(string text, string problem)
    {
        var reading = _reader.Read("hero", text, isJson: true);
        Assert.StartsWith(problem, $"{reading.Problems[0]}");
    }

    [Fact]
    public void JSON_and_YAML_mean_the_same()
    {
        var json = _reader.Read(
            "hero", """{ "generate": { "prompt": "a \"b\" \ud83d\ude00", "steps": 4, "variants": [{ "width": 64 }] }, "check": { "not_blank": false } }""", isJson: true);
        var yaml = _reader.Read(
            "hero", "generate:\n  prompt: a \"b\" 😀\n  steps: 4\n  variants:\n    - width: 64\ncheck:\n  not_blank: false\n",
            isJson: false);
        Assert.Empty(json.Problems);
        Assert.Empty(yaml.Problems);
        Assert.Equal(json.Recipe!.Variants[0].GetRawText(), yaml.Recipe!.Variants[0].GetRawText());
        Assert.Empty(yaml.Recipe.Rules);
    }

    [Fact]
    public void A_variant_has_the_fields_of_all_and_its_own_go_first()
    {
        var recipe = Read("generate:\n  prompt: a\n  steps: 3\n  variants:\n  - steps: 5\n  - prompt: b\n");
        Assert.Equal(
            [("a", 5), ("b", 3)],
            recipe.Variants.Select(variant => (variant.GetProperty("prompt").GetString()!, variant.GetProperty("steps").GetInt32())));
    }

    [Fact]
    public void A_text_that_is_far_too_long_or_deep_is_refused()
    {
        Assert.Contains("at most", Problems(new string('x', RecipeReader.LongestText + 1))[0], StringComparison.Ordinal);
        Assert.Contains("nested more than 20 deep", Problems(new string('[', 5000))[0], StringComparison.Ordinal);
        Assert.NotEmpty(_reader.Read("hero", new string('[', 5000), isJson: true).Problems);
    }

    private Host.Automation.Recipes.CheckedRecipe Read(string text, string name = "hero")
    {
        var reading = _reader.Read(name, text, isJson: false);
        Assert.Empty(reading.Problems);
        return reading.Recipe!;
    }

    private IReadOnlyList<string> Problems(string text) =>
        [.. _reader.Read("hero", text, isJson: false).Problems.Select(problem => $"{problem}")];
}
