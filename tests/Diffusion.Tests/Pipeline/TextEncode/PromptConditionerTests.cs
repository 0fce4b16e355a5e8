using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Tests.Pipeline.Prompts;
using Atelier.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class PromptConditionerTests
{
    private const int Width = CountingNetwork.Width;

    private static readonly ModelFamily Sd1 = new("sd1", "Stable Diffusion 1.x");
    private static readonly ModelFamily Sdxl = new("sdxl", "SDXL");

    [Fact]
    public void A_prompt_and_its_negative_run_in_one_batch_and_once()
    {
        using var encoders = new Encoders();
        var network = encoders.Network(4);
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(network, 4)]);
        var first = conditioner.Encode("x", "y", 10);
        conditioner.Encode("(x:1.3)", "y", 20, emphasis: "comfy");
        Assert.Equal([2, 1], network.Batches);
        var embedding = Assert.Single(Assert.Single(first.Prompt).Parts).Embedding;
        Assert.Equal((4, Width), (embedding.Tokens, embedding.Width));
        Assert.Equal(encoders.Id("x</w>"), (long)embedding.Values[Width]);
        Assert.Equal(encoders.Id("y</w>"), (long)first.Negative[0].Parts[0].Embedding.Values[Width]);
    }

    [Fact]
    public void All_embeddings_have_the_chunks_of_the_longest()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);
        var conditioning = conditioner.Encode("x BREAK [y:z BREAK z:3] AND x", "y", 10);
        var embeddings = conditioning.Prompt.Concat(conditioning.Negative).SelectMany(span => span.Parts).Select(part => part.Embedding)
            .ToArray();
        Assert.All(embeddings, embedding => Assert.Equal((12, 12 * Width), (embedding.Tokens, embedding.Values.Length)));
        Assert.Equal(
            [encoders.Tokenizer.StartId, encoders.Tokenizer.EndId, 7, 7],
            embeddings[^1].Values.Where((_, index) => index % Width == 0).Skip(8).Select(value => (int)value));
    }

    [Fact]
    public void Spans_end_where_any_part_changes_and_share_equal_embeddings()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);
        var conditioning = conditioner.Encode("[x:y:3] :0.7 AND[y:x:5]", "[x:z:2] AND y", 10);
        Assert.Equal([3, 5, 10], conditioning.Prompt.Select(span => span.EndStep));
        Assert.All(conditioning.Prompt, span => Assert.Equal([0.7, 1], span.Parts.Select(part => part.Weight)));
        Assert.Same(conditioning.Prompt[1].Parts[0].Embedding, conditioning.Prompt[2].Parts[0].Embedding);
        Assert.Same(conditioning.Prompt[0].Parts[0].Embedding, conditioning.Prompt[2].Parts[1].Embedding);
        Assert.Equal([2, 10], conditioning.Negative.Select(span => span.EndStep));
        Assert.All(conditioning.Negative, span => Assert.Single(span.Parts));
    }

    [Fact]
    public void Two_encoders_join_on_width_and_the_seconds_first_chunk_is_pooled()
    {
        using var encoders = new Encoders();
        var first = encoders.Encoder(encoders.Network(4, "first"), 4);
        var second = encoders.Encoder(encoders.Network(4, "second"), 4);
        var conditioner = new PromptConditioner(Sdxl, [first, second]);
        var embedding = conditioner.Encode("x BREAK y", "", 10, clipSkip: 1).Prompt[0].Parts[0].Embedding;
        Assert.Equal((8, 2 * Width), (embedding.Tokens, embedding.Width));
        float[] expected = [encoders.Id("x</w>"), 1, 2, 0];
        Assert.Equal([.. expected, .. expected], embedding.Values[(2 * Width)..(4 * Width)]);
        Assert.Equal([encoders.Id("x</w>"), 2], embedding.Pooled!);
    }

    [Fact]
    public void Weights_change_only_the_chunk_they_are_in()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);
        var plain = conditioner.Encode("x BREAK y", "", 10).Prompt[0].Parts[0].Embedding;
        var weighted = conditioner.Encode("x BREAK (y:2)", "", 10).Prompt[0].Parts[0].Embedding;
        var ignored = conditioner.Encode("x BREAK (y:2)", "", 10, emphasis: "none").Prompt[0].Parts[0].Embedding;
        Assert.Equal(plain.Values[..(4 * Width)], weighted.Values[..(4 * Width)]);
        Assert.NotEqual(plain.Values, weighted.Values);
        Assert.Equal(plain.Values, ignored.Values);
    }

    [Fact]
    public void Comfy_compares_with_the_empty_prompt()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);
        var values = conditioner.Encode("(x:2)", "y", 10, emphasis: "comfy").Prompt[0].Parts[0].Embedding.Values;
        Assert.Equal((encoders.Id("x</w>") * 2) - encoders.Tokenizer.EndId, (long)values[Width]);
    }

    [Theory]
    [InlineData("prompt", "(x:1001)", "")]
    [InlineData("prompt", "x :1e9 AND y :9999", "")]
    [InlineData("negativePrompt", "", "((x:500):3)")]
    public void A_weight_beyond_all_measure_is_refused(string field, string prompt, string negative)
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network())]);
        var error = Assert.Throws<RequestException>(() => conditioner.Encode(prompt, negative, 10));
        Assert.Equal(field, error.Field);
        Assert.Contains("weight", error.Message);
    }

    [Fact]
    public void Prompts_beyond_all_measure_are_refused()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network())]);
        var longest = string.Join(' ', Enumerable.Repeat("x", 75 * 64));
        Assert.Equal(64 * 77, conditioner.Encode(longest, "", 1).Prompt[0].Parts[0].Embedding.Tokens);
        Assert.Contains("65 chunks", Assert.Throws<RequestException>(() => conditioner.Encode("", longest + " x", 1)).Message);
        var parts = string.Join(" AND ", Enumerable.Repeat("x", 33));
        Assert.Contains("33 prompts", Assert.Throws<RequestException>(() => conditioner.Encode(parts, "", 1)).Message);
    }

    [Fact]
    public void Any_prompt_gives_finite_embeddings_for_every_step_or_names_its_field() => Prop.ForAll(Some.Prompts, Some.Prompts, (prompt, negative) =>
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(6), 6)]);
        try
        {
            var conditioning = conditioner.Encode(prompt, negative, 7);
            return conditioning.Prompt[^1].EndStep == 7 && conditioning.Negative[^1].EndStep == 7
                && conditioning.Prompt.SelectMany(span => span.Parts).All(part => part.Embedding.Values.All(float.IsFinite));
        }
        catch (RequestException exception)
        {
            return exception.Field is "prompt" or "negativePrompt";
        }
    }).QuickCheckThrowOnFailure();
}
