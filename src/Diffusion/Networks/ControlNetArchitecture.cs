using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Networks;

/// <summary>ControlNets in diffusers' layout and in the original one, whole (<c>control_model.…</c>) or bare.</summary>
internal sealed class ControlNetArchitecture : INetworkArchitecture
{
    private const string OriginalPrefix = "control_model.";
    private const string Hint = "controlnet_cond_embedding.conv_in.weight";
    private const string OriginalHint = "input_hint_block.0.weight";

    public string Name => "controlnet";

    public bool IsBesideUNet => true;

    public bool Recognises(IReadOnlySet<string> tensors) =>
        tensors.Contains(Hint) || tensors.Contains(OriginalHint) || tensors.Contains(OriginalPrefix + OriginalHint);

    public IReadOnlyList<OnnxModel> Build(NetworkFile file)
    {
        var (config, weights) = Parse(file);
        return [ControlNetGraph.BuildHint(config, weights), ControlNetGraph.Build(config, weights)];
    }

    /// <summary>A file's shape, told from its header.</summary>
    /// <exception cref="CheckpointException">It is no ControlNet that runs.</exception>
    public static ControlNetConfig Read(NetworkFile file)
    {
        if (NetworkArchitectures.Of(file) is not ControlNetArchitecture)
        {
            throw CheckpointException.For(file.Label, "no ControlNet");
        }

        return Parse(file).Config;
    }

    private static (ControlNetConfig Config, MappedWeights Weights) Parse(NetworkFile file)
    {
        RefuseKin(file);
        var weights = Weights(file);
        return (ControlNetConfigReader.Read(weights, file.Config), weights);
    }

    private static MappedWeights Weights(NetworkFile file)
    {
        if (file.Tensors.Contains(Hint))
        {
            return file.Weights((key, stored) => stored.Type.IsFloat() ? [(key, stored)] : []);
        }

        var prefix = file.Tensors.Contains(OriginalHint) ? "" : OriginalPrefix;
        var keys = file.Tensors.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);
        return file.Weights(new ControlNetNames(keys).Map, prefix);
    }

    // They carry a ControlNet's names and are something else: without what they lack they would steer wrongly, and not fail.
    private static void RefuseKin(NetworkFile file)
    {
        if (file.Tensors.Any(name => name.Contains("task_embedding", StringComparison.Ordinal)))
        {
            throw CheckpointException.For(
                file.Label, "a union ControlNet, which needs to be told its task and is not supported; use one that is for a single task");
        }

        if (file.Tensors.Contains("lora_controlnet"))
        {
            throw CheckpointException.For(
                file.Label, "a control LoRA, which needs the base model's weights and is not supported; use the full ControlNet");
        }

        if (file.Tensors.Contains("difference"))
        {
            throw CheckpointException.For(file.Label, "holds only the difference from a base model; use the full ControlNet");
        }
    }
}
