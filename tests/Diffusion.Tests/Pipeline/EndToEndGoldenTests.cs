using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Encode;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Tests.Graphs;
using Atelier.Guidance;
using Atelier.Sampling;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>From noise to picture as diffusers' networks and k-diffusion's loops make it, in both layouts.</summary>
[Trait("Category", "Golden")]
public sealed class EndToEndGoldenTests
{
    private const double Scale = 7.5;
    private const double Share = 0.6;
    private static readonly string[] Names = ["sd15", "sd21", "sdxl", "sd15.safetensors", "sdxl.safetensors"];
    private readonly SamplerParts _parts = new();

    public static TheoryData<string> Checkpoints => [.. Names];

    public static TheoryData<string, string> CheckpointsAndSamplers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var checkpoint in Names)
            {
                data.Add(checkpoint, "euler");
                data.Add(checkpoint, "dpmpp_2m");
                data.Add(checkpoint, "heun");
            }

            return data;
        }
    }

    [GoldenTheory, MemberData(nameof(CheckpointsAndSamplers))]
    public void Noise_becomes_the_reference_picture(string checkpoint, string sampler)
    {
        using var opened = CheckpointReader.Open(Golden.PathOf(checkpoint), Golden.Folder);
        var expected = Expected(checkpoint);
        var sigmas = expected["e2e.sigmas"].Doubles;
        var start = ToLatent(expected["e2e.noise"]) * sigmas[0];

        var latent = Sample(opened, expected, sampler, start, sigmas, Scale);

        AssertAgrees(expected[$"e2e.{sampler}.latent"], latent.Values.ToArray());
        AssertAgrees(expected[$"e2e.{sampler}.image"], Decode(opened, latent));
    }

    [GoldenTheory, MemberData(nameof(Checkpoints))]
    public void An_encoded_picture_is_changed_from_the_middle_of_the_schedule(string checkpoint)
    {
        using var opened = CheckpointReader.Open(Golden.PathOf(checkpoint), Golden.Folder);
        var expected = Expected(checkpoint);
        var schedule = expected["e2e.sigmas"].Doubles;
        var beginning = new Beginning
        {
            Latent = Encode(opened, expected["vae.image"]) * opened.Vae.Config.ScalingFactor,
            Strength = new Strength(Share),
        };
        var (_, sigmas) = beginning.Strength.Levels(schedule.Length - 1, _ => schedule);
        var start = beginning.At(ToLatent(expected["e2e.noise"]), sigmas[0]);

        var latent = Sample(opened, expected, "euler", start, sigmas, Scale);

        AssertAgrees(expected["img2img.latent"], latent.Values.ToArray());
        AssertAgrees(expected["img2img.image"], Decode(opened, latent));
    }

    [GoldenTheory, MemberData(nameof(Checkpoints))]
    public void Single_networks_agree_in_either_layout(string checkpoint)
    {
        using var opened = CheckpointReader.Open(Golden.PathOf(checkpoint), Golden.Folder);
        var expected = Expected(checkpoint);
        using var unet = new SessionFactory(new OnnxRuntimeOptions()).Create(UNetGraph.Build(opened.UNet.Config, opened.UNet.Weights));
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] = expected["unet.sample"].ToValue(),
            ["timestep"] =
                TensorValue.Of(Array.ConvertAll(expected["unet.timestep"].Longs, step => (float)step), expected["unet.timestep"].Shape),
            ["encoder_hidden_states"] = expected["unet.context"].ToValue(),
        };
        if (expected.Contains("unet.time_ids"))
        {
            inputs["time_ids"] = expected["unet.time_ids"].ToValue();
            inputs["text_embeds"] = expected["text_2.pooled"].ToValue();
        }

        GoldenRun.AssertMatches(expected["unet.out"], unet.Run(inputs)["out_sample"]);
        foreach (var (part, i) in opened.TextEncoders.Select((part, i) => (part, i)))
        {
            var prefix = i == 0 ? "text" : $"text_{i + 1}";
            using var session = new SessionFactory(new OnnxRuntimeOptions()).Create(ClipTextGraph.Build(part.Config, part.Weights));
            var ids = expected[$"{prefix}.ids"];
            var output = session.Run(new Dictionary<string, TensorValue>
            {
                ["input_ids"] = TensorValue.Of(ids.Longs, ids.Shape),
                ["clip_skip"] = TensorValue.Of([1L], 1),
            });
            GoldenRun.AssertMatches(expected[$"{prefix}.last"], output["normed_hidden_state"]);
        }
    }

    // Some references of sd21 overflowed where they were made and hold no numbers: then ours must at least be numbers.
    private static void AssertAgrees(GoldenTensor expected, double[] actual)
    {
        if (expected.Doubles.All(double.IsNaN))
        {
            Assert.Equal(expected.Doubles.Length, actual.Length);
            Assert.All(actual, value => Assert.True(double.IsFinite(value)));
            return;
        }

        Closeness.AssertClose(expected, actual, GoldenRun.Tolerance);
    }

    private static GoldenTensors Expected(string checkpoint) =>
        Golden.Open(Path.GetFileNameWithoutExtension(checkpoint), "expected.safetensors");

    private static Latent ToLatent(GoldenTensor tensor) => Latent.Own(new TensorShape(tensor.Shape), tensor.Doubles);

    private Latent Sample(Checkpoint checkpoint, GoldenTensors expected, string sampler, Latent start, double[] sigmas, double scale)
    {
        using var session =
            new SessionFactory(new OnnxRuntimeOptions()).Create(UNetGraph.Build(checkpoint.UNet.Config, checkpoint.UNet.Weights));
        var timeIds = expected.Contains("unet.time_ids") ? Row(expected["unet.time_ids"], 0) : null;
        var prompt = new PromptConditioning([Span(expected, 0)], [Span(expected, 1)]);
        var guidance = _parts.Find<IGuidance>("cfg").Begin(
            new GuidanceContext(new GuidanceSettings { Scale = scale }, PartOptions.Bind([]), sigmas.Length - 1));
        var denoiser = new GuidedDenoiser(
            new Network(session, timeIds is null ? null : new SizeConditioning(timeIds, timeIds)),
            IPrediction.Of(checkpoint.Scheduler.PredictionType), SigmaTable.From(checkpoint.Scheduler),
            [guidance], [prompt], sigmas, alwaysNegative: false, default);
        var part = _parts.Find<ISampler>(sampler);
        return part.Sample(denoiser, start, sigmas, new SamplingRun(new NoNoise(), PartOptions.Bind(part.Options), (_, _) => { }));
    }

    private static ConditioningSpan Span(GoldenTensors expected, int row)
    {
        var context = expected["unet.context"];
        var pooled = expected.Contains("unet.time_ids") ? Row(expected["text_2.pooled"], row) : null;
        return new ConditioningSpan(
            int.MaxValue, [new WeightedEmbedding(new TextEmbedding(Row(context, row), context.Shape[1], context.Shape[2], pooled), 1)]);
    }

    private static float[] Row(GoldenTensor tensor, int row)
    {
        var values = tensor.Floats;
        var length = values.Length / tensor.Shape[0];
        return values[(row * length)..((row + 1) * length)];
    }

    private static double[] Decode(Checkpoint checkpoint, Latent latent)
    {
        using var session =
            new SessionFactory(new OnnxRuntimeOptions()).Create(VaeDecoderGraph.Build(checkpoint.Vae.Config, checkpoint.Vae.Weights));
        var decoder = new VaeDecoder(_ => session, checkpoint.Vae.Config.ScalingFactor, checkpoint.Vae.Config.Factor, new TilingOptions());
        return Array.ConvertAll(decoder.Decode(latent, default).Values, value => (double)value);
    }

    private static Latent Encode(Checkpoint checkpoint, GoldenTensor image)
    {
        using var session =
            new SessionFactory(new OnnxRuntimeOptions()).Create(VaeEncoderGraph.Build(checkpoint.Vae.Config, checkpoint.Vae.Weights));
        var encoder = new VaeEncoder(_ => session, checkpoint.Vae.Config.LatentChannels, checkpoint.Vae.Config.Factor, new TilingOptions());
        return encoder.Encode(new Planes(image.Floats, image.Shape[1], image.Shape[2], image.Shape[3]), default);
    }

    private sealed class NoNoise : INoiseSource
    {
        public Latent Next(double sigma, double sigmaNext) => throw new InvalidOperationException("A deterministic sampler drew noise.");
    }
}
