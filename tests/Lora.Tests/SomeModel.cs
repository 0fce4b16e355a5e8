using Atelier.Adapters;
using Atelier.Support;

namespace Atelier.Lora.Tests;

/// <summary>Small models and the plugin's formats.</summary>
internal static class SomeModel
{
    public const string Linear = "lora_unet_mid_block_attentions_0_transformer_blocks_0_attn1_to_q";
    public const string Convolution = "lora_unet_mid_block_resnets_0_conv1";
    public const string Norm = "lora_unet_conv_norm_out";

    private static readonly CollectedParts Parts = new(new LoraPlugin());

    /// <summary>A linear layer of 6 × 4, a 3×3 convolution of 5 × 3 channels and a norm of 8.</summary>
    public static AdapterModel Model { get; } = new("sd1",
    [
        new AdapterTarget("unet", "mid_block.attentions.0.transformer_blocks.0.attn1.to_q", [6, 4], HasBias: false),
        new AdapterTarget("unet", "mid_block.resnets.0.conv1", [5, 3, 3, 3], HasBias: true),
        new AdapterTarget("unet", "conv_norm_out", [8], HasBias: true),
    ]);

    public static IAdapterFormat Format(string name) => Parts.Adapters[name];

    /// <summary>The weight that a zero becomes under a file's one change at full strength.</summary>
    public static float[] Delta(string format, IAdapterFile file, float[]? original = null)
    {
        var layer = Assert.Single(Format(format).Read(file, Model));
        original ??= new float[layer.Target.Shape.Aggregate(1, (product, size) => product * size)];
        var delta = new float[original.Length];
        layer.Change.AddTo(delta, original, 1);
        return delta;
    }
}
