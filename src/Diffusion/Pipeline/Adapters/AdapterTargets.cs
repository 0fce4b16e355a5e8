using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>What of a checkpoint adapters may change: every layer with weights but the tables of tokens and positions.</summary>
internal static class AdapterTargets
{
    public const string UNet = "unet";

    public static AdapterModel Of(Checkpoint checkpoint) => new(
        checkpoint.Family.Id,
        [
            .. Layers(UNet, ExpectedUNet.Of(checkpoint.UNet.Config)),
            .. checkpoint.TextEncoders.SelectMany((encoder, index) => Layers(TextEncoder(index), ExpectedClip.Of(encoder.Config))),
        ]);

    /// <summary>The component of a text encoder, counted from 0.</summary>
    public static string TextEncoder(int index) => index == 0 ? "text_encoder" : $"text_encoder_{index + 1}";

    private static IEnumerable<AdapterTarget> Layers(string component, WeightList weights)
    {
        var biases = weights.Items.Where(item => item.Name.EndsWith(".bias", StringComparison.Ordinal)).Select(item => item.Name)
            .ToHashSet();
        return
            from item in weights.Items
            where item.Name.EndsWith(".weight", StringComparison.Ordinal)
                && !item.Name.Contains("_embedding.weight", StringComparison.Ordinal)
            let path = item.Name[..^".weight".Length]
            select new AdapterTarget(component, path, [.. item.Shape.Select(size => checked((int)size))], biases.Contains($"{path}.bias"));
    }
}
