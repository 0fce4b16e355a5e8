using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Guidance;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Sample;

public sealed class GuidedDenoiserTests
{
    private static readonly double[] Sigmas = [8, 4, 2, 1, 0];
    private readonly EchoNetwork _network = new();
    private readonly RecordingGuidance _guidance = new();
    private bool _alwaysNegative;

    [Fact]
    public void All_rows_of_a_step_share_one_pass()
    {
        Denoiser([Conditioning(1, -1), Conditioning(2, -2)]).Denoise(Noise(2), 8);
        Assert.Equal([[1, -1, 2, -2]], _network.Passes);
    }

    [Fact]
    public void Rows_with_other_numbers_of_tokens_get_a_pass_of_their_own_and_keep_their_places()
    {
        var denoised = Denoiser([Conditioning(1, -1), new PromptConditioning([Span(4, 2, tokens: 3)], [Span(4, -2, tokens: 3)])])
            .Denoise(Noise(2), 8);
        Assert.Equal([[1, -1], [2, -2]], _network.Passes);
        Assert.Equal([1, 2], denoised.Guided.Values.ToArray());
        Assert.Equal([-1, -2], denoised.Unconditional!.Values.ToArray());
    }

    [Fact]
    public void Where_guidance_needs_no_negative_prompt_it_is_not_run()
    {
        _guidance.Asks = default;
        var denoised = Denoiser([Conditioning(1, -1)]).Denoise(Noise(1), 8);
        Assert.Equal([[1]], _network.Passes);
        Assert.Null(denoised.Unconditional);
    }

    [Fact]
    public void A_sampler_that_follows_the_negative_prompt_itself_always_gets_it()
    {
        (_guidance.Asks, _alwaysNegative) = (default, true);
        Assert.Equal(-1, Denoiser([Conditioning(1, -1)]).Denoise(Noise(1), 8).Unconditional!.Values[0]);
    }

    [Fact]
    public void Prompts_joined_by_AND_reach_guidance_with_their_weights()
    {
        var span = new ConditioningSpan(4, [Weighted(1, 1, 1), Weighted(3, 0.5, 1)]);
        Denoiser([new PromptConditioning([span], [Span(4, -1)])]).Denoise(Noise(1), 8);
        Assert.Equal([(1, 1), (3, 0.5)], _guidance.Last.Conditional.Select(part => (part.Denoised.Values[0], part.Weight)));
    }

    [Fact]
    public void The_empty_prompt_gets_a_row_of_its_own_where_it_is_not_the_negative_one()
    {
        _guidance.Asks = new GuidanceNeeds { Unconditional = true, Empty = true };
        Denoiser([Conditioning(1, -1) with { Empty = new(Weighted(9, 1, 1).Embedding) }]).Denoise(Noise(1), 8);
        Assert.Equal([[1, -1, 9]], _network.Passes);
        Assert.Equal(-1, _guidance.Last.Unconditional!.Values[0]);
        Assert.Equal(9, _guidance.Last.Empty!.Values[0]);
    }

    [Fact]
    public void The_empty_prompt_costs_nothing_where_the_negative_one_is_empty()
    {
        _guidance.Asks = new GuidanceNeeds { Unconditional = true, Empty = true };
        var conditioning = Conditioning(1, -1);
        Denoiser([conditioning with { Empty = new(conditioning.Negative[0].Parts[0].Embedding) }]).Denoise(Noise(1), 8);
        Assert.Equal([[1, -1]], _network.Passes);
        Assert.Equal(-1, _guidance.Last.Empty!.Values[0]);
    }

    [Fact]
    public void Perturbed_rows_run_in_the_same_pass_and_only_they_are_perturbed()
    {
        _guidance.Asks = new GuidanceNeeds { Unconditional = true, Perturbed = PerturbedLayers.Middle | PerturbedLayers.Up };
        Denoiser([Conditioning(1, -1)]).Denoise(Noise(1), 8);
        Assert.Equal([[1, 1, -1]], _network.Passes);
        Assert.Equal([0, 1, 0], _network.Inputs["perturbed_middle"].Floats);
        Assert.Equal([0, 1, 0], _network.Inputs["perturbed_up"].Floats);
        Assert.DoesNotContain("perturbed_down", _network.Inputs.Keys);
        Assert.Equal(1, Assert.Single(_guidance.Last.Perturbed!).Values[0]);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(4, 1)]
    [InlineData(2, 1)]
    [InlineData(1.9, 1)]
    [InlineData(1, 5)]
    public void A_prompt_schedule_changes_after_its_step_counted_from_0(double sigma, double expected)
    {
        var conditioning = new PromptConditioning([Span(2, 1), Span(4, 5)], [Span(4, -1)]);
        Assert.Equal(expected, Denoiser([conditioning]).Denoise(Noise(1), sigma).Guided.Values[0]);
    }

    [Fact]
    public void Guidance_learns_how_far_the_generation_is()
    {
        Denoiser([Conditioning(1, -1)]).Denoise(Noise(1), 2);
        Assert.Equal(0.5, _guidance.Progress);
    }

    [Fact]
    public void What_a_mask_keeps_is_put_back_at_every_step()
    {
        var mask = new LatentMask(Latent.Own(new TensorShape(2, 1, 1, 1), [7, 8]), Latent.Own(new TensorShape(2, 1, 1, 1), [0, 1]));
        var denoiser = Denoiser([Conditioning(1, -1), Conditioning(2, -2)], mask: mask);
        Assert.Equal([7, 2], denoiser.Denoise(Noise(2), 8).Guided.Values.ToArray());
    }

    [Fact]
    public void A_picture_beside_the_latent_follows_its_channels_unscaled_in_every_row()
    {
        Denoiser([Conditioning(1, -1)], channels: new PictureChannels(Latent.Own(new TensorShape(1, 2, 1, 1), [5, 6])))
            .Denoise(Latent.Own(new TensorShape(1, 1, 1, 1), [8]), 8);
        Assert.Equal([2, 3, 1, 1], _network.Inputs["sample"].Shape);
        Assert.Equal([5, 6], _network.Inputs["sample"].Floats[1..3]);
        Assert.Equal([5, 6], _network.Inputs["sample"].Floats[4..6]);
        Assert.Equal(8 / Math.Sqrt(65), _network.Inputs["sample"].Floats[0], 5);
    }

    [Fact]
    public void A_picture_that_is_followed_gets_a_pass_that_does_not_see_it()
    {
        // What the network answers is its prompt plus the picture's value, and guidance takes the prompt's prediction.
        _network.AddsChannel = 1;
        var denoised =
            Denoiser([Conditioning(1, -1)], channels: new PictureChannels(Latent.Own(new TensorShape(1, 1, 1, 1), [10]), Guidance: 1.5))
            .Denoise(Noise(1), 8);
        Assert.Equal([11, 9, -1], Assert.Single(_network.Passes));
        Assert.Equal(11 + (0.5 * (9 - -1)), denoised.Guided.Values[0]);
    }

    [Fact]
    public void A_picture_that_is_followed_as_it_is_costs_no_pass()
    {
        Denoiser([Conditioning(1, -1)], channels: new PictureChannels(Latent.Own(new TensorShape(1, 1, 1, 1), [10]), Guidance: 1))
            .Denoise(Noise(1), 8);
        Assert.Equal([[1, -1]], _network.Passes);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_named_with_their_step()
    {
        var error = Assert.Throws<GenerationException>(() => Denoiser([Conditioning(double.NaN, -1)]).Denoise(Noise(1), 4));
        Assert.Contains("UNet, at step 2 of 4", error.Message);
    }

    [Fact]
    public void A_cancelled_generation_does_not_reach_the_network()
    {
        var denoiser = Denoiser([Conditioning(1, -1)], new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => denoiser.Denoise(Noise(1), 8));
        Assert.Empty(_network.Passes);
    }

    private GuidedDenoiser Denoiser(IReadOnlyList<PromptConditioning> pictures, CancellationToken cancellation = default, LatentMask? mask = null, PictureChannels? channels = null) => new(
        new Network(_network, null), new SamplePrediction(), SigmaTable.From(new SchedulerConfig()),
        [.. pictures.Select(_ => _guidance)], pictures, Sigmas, _alwaysNegative, cancellation)
    {
        Mask = mask,
        Channels = channels,
    };

    private static Latent Noise(int batch) => new(new TensorShape(batch, 1, 1, 1));

    private static PromptConditioning Conditioning(double prompt, double negative) => new([Span(4, prompt)], [Span(4, negative)]);

    private static ConditioningSpan Span(int end, double value, int tokens = 1) => new(end, [Weighted(value, 1, tokens)]);

    private static WeightedEmbedding Weighted(double value, double weight, int tokens) =>
        new(new TextEmbedding([.. Enumerable.Repeat((float)value, tokens)], tokens, 1, null), weight);

    /// <summary>Answers each row with the first value of its prompt, and of one channel where that is asked for.</summary>
    private sealed class EchoNetwork : IModelSession
    {
        IReadOnlyList<NetworkPort> IModelSession.Inputs => [];

        IReadOnlyList<NetworkPort> IModelSession.Outputs => [];

        public List<double[]> Passes { get; } = [];

        public int? AddsChannel { get; set; }

        public IReadOnlyDictionary<string, TensorValue> Inputs { get; private set; } = new Dictionary<string, TensorValue>();

        public TimeSpan TimeInRuntime => TimeSpan.Zero;

        public IReadOnlyDictionary<string, TensorValue> Run(
            IReadOnlyDictionary<string, TensorValue> inputs, CancellationToken cancellation = default)
        {
            Inputs = inputs;
            var prompts = inputs["encoder_hidden_states"];
            var rows = prompts.Shape[0];
            var answers = Enumerable.Range(0, rows).Select(row => prompts.Floats[row * prompts.Shape[1]] + Channel(inputs["sample"], row))
                .ToArray();
            Passes.Add(Array.ConvertAll(answers, answer => (double)answer));
            return new Dictionary<string, TensorValue> { ["out_sample"] = TensorValue.Of(answers, rows, 1, 1, 1) };
        }

        public void Dispose()
        {
        }

        private float Channel(TensorValue sample, int row) =>
            AddsChannel is { } channel ? sample.Floats[(row * sample.Shape[1]) + channel] : 0;
    }

    private sealed class RecordingGuidance : IGuidanceRun
    {
        public GuidanceNeeds Asks { get; set; } = new() { Unconditional = true };

        public double Progress { get; private set; }

        public GuidancePredictions Last { get; private set; } = null!;

        public GuidanceNeeds Needs(GuidanceStep step) => Asks;

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions)
        {
            (Progress, Last) = (step.Progress, predictions);
            return predictions.Conditional[0].Denoised;
        }
    }
}
