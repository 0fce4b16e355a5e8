using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Ready;

/// <summary>The golden Stable Diffusion 1.5 as folders of ready-made networks.</summary>
internal static class ExportedFolder
{
    private const string Data = "model.onnx_data";

    /// <summary>
    /// As Optimum exports: the timestep a whole number without sizes, hidden states, mean and variance; here in half precision at the
    /// UNet's edges.
    /// </summary>
    public static void WriteOptimum(TemporaryFolder folder, string name, bool half, bool hiddenStates)
    {
        using var golden = CheckpointReader.Open(Golden.PathOf("sd15"), Golden.Folder);
        var edge = half ? ElementType.Float16 : ElementType.Float;
        var unet = new OnnxEdit(UNetGraph.Build(golden.UNet.Config, At(golden.UNet.Weights)));
        unet.Input("timestep", ElementType.Int64, [], ElementType.Float, reshape: [1])
            .Input("sample", edge, ["batch", golden.UNet.Config.InChannels, "height", "width"], ElementType.Float)
            .Input("encoder_hidden_states", edge, ["batch", "sequence", golden.UNet.Config.CrossAttentionDim], ElementType.Float)
            .Output("out_sample", "out_sample", edge, "batch", golden.UNet.Config.OutChannels, "height", "width");
        Write(folder, name, "unet", "unet", golden.UNet.Weights, unet);

        var text = Text(golden, ElementType.Int64);
        for (var i = 0; hiddenStates && i <= golden.TextEncoders[0].Config.Layers; i++)
        {
            text.Constant($"state_{i}", i).Node("Gather", [text.LastOutputOf("Concat"), $"state_{i}"], [$"gathered_{i}"], ("axis", 0))
                .Constant($"axis_{i}", 0).Node("Squeeze", [$"gathered_{i}", $"axis_{i}"], [$"hidden_states.{i}"])
                .Give($"hidden_states.{i}", "batch", "sequence", golden.TextEncoders[0].Config.HiddenSize);
        }

        Write(folder, name, "text_encoder", "text_encoder", golden.TextEncoders[0].Weights, text);
        Write(folder, name, "vae_decoder", "vae", golden.Vae.Weights,
            new OnnxEdit(VaeDecoderGraph.Build(golden.Vae.Config, At(golden.Vae.Weights))));
        var encoder = new OnnxEdit(VaeEncoderGraph.Build(golden.Vae.Config, At(golden.Vae.Weights)));
        encoder.Drop("mean").Drop("logvar").Node("Concat", ["mean", "logvar"], ["latent_parameters"], ("axis", 1))
            .Give("latent_parameters", "batch", 2 * golden.Vae.Config.LatentChannels, "height", "width");
        Write(folder, name, "vae_encoder", "vae", golden.Vae.Weights, encoder);
        WriteRest(folder, name);
    }

    /// <summary>
    /// As diffusers' older script exports: the timestep in a list, ids of 32 bits, no hidden states, the encoder's latent drawn already.
    /// </summary>
    public static void WriteOlder(TemporaryFolder folder, string name)
    {
        using var golden = CheckpointReader.Open(Golden.PathOf("sd15"), Golden.Folder);
        var unet = new OnnxEdit(UNetGraph.Build(golden.UNet.Config, At(golden.UNet.Weights)));
        Write(folder, name, "unet", "unet", golden.UNet.Weights, unet);
        Write(folder, name, "text_encoder", "text_encoder", golden.TextEncoders[0].Weights, Text(golden, ElementType.Int32));
        Write(folder, name, "vae_decoder", "vae", golden.Vae.Weights,
            new OnnxEdit(VaeDecoderGraph.Build(golden.Vae.Config, At(golden.Vae.Weights))));
        var encoder = new OnnxEdit(VaeEncoderGraph.Build(golden.Vae.Config, At(golden.Vae.Weights)));
        encoder.Output("mean", "latent_sample", ElementType.Float, "batch", golden.Vae.Config.LatentChannels, "height", "width")
            .Drop("logvar");
        Write(folder, name, "vae_encoder", "vae", golden.Vae.Weights, encoder);
        WriteRest(folder, name);
    }

    private static OnnxEdit Text(Checkpoint golden, ElementType ids)
    {
        var part = golden.TextEncoders[0];
        var text = new OnnxEdit(ClipTextGraph.Build(part.Config, At(part.Weights)));
        return text.Fix("clip_skip", 1).Drop("hidden_state")
            .Input("input_ids", ids, ["batch", part.Config.MaxPositions], ElementType.Int64)
            .Output("normed_hidden_state", "last_hidden_state", ElementType.Float, "batch", "sequence", part.Config.HiddenSize)
            .Output("pooled", "pooler_output", ElementType.Float, "batch", part.Config.HiddenSize);
    }

    private static void Write(TemporaryFolder folder, string name, string part, string source, IWeights weights, OnnxEdit edit)
    {
        folder.Write($"{name}/{part}/model.onnx", edit.Write());
        File.Copy(Path.Combine(weights.Folder, weights.Find(weights.Names.First())!.File), folder.PathOf(name, part, Data));
        File.Copy(Golden.PathOf("sd15", source, "config.json"), folder.PathOf(name, part, "config.json"));
    }

    private static void WriteRest(TemporaryFolder folder, string name)
    {
        folder.Write($"{name}/model_index.json", """{"_class_name":"OnnxStableDiffusionPipeline"}""");
        folder.Write(
            $"{name}/scheduler/scheduler_config.json", File.ReadAllBytes(Golden.PathOf("sd15", "scheduler", "scheduler_config.json")));
        foreach (var file in Directory.GetFiles(Golden.PathOf("tokenizer"), "*")
            .Where(file => !file.EndsWith("expected.json", StringComparison.Ordinal)))
        {
            folder.Write($"{name}/tokenizer/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }
    }

    private static Renamed At(IWeights weights) => new(weights);

    /// <summary>The same weights, in a file of the exporters' name.</summary>
    private sealed class Renamed(IWeights weights) : IWeights
    {
        public string Folder => weights.Folder;

        public IEnumerable<string> Names => weights.Names;

        public WeightRef? Find(string name) => weights.Find(name) is { } weight ? weight with { File = Data } : null;

        public ReadOnlySpan<byte> Bytes(WeightRef weight) => weights.Bytes(weight);
    }
}
