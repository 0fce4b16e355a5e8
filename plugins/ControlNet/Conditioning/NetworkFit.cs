using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.ControlNet.Conditioning;

/// <summary>Whether a network is a ControlNet for the UNet that is steered.</summary>
internal static class NetworkFit
{
    private const string Architecture = "controlnet";

    /// <exception cref="RequestException">It is not.</exception>
    public static void Check(INetwork network, UNetShape unet, string model, string field)
    {
        if (network.Architecture != Architecture)
        {
            throw new RequestException(
                field, $"'{model}' is no ControlNet but {Article(network.Architecture)}; choose one of models/controlnet that is");
        }

        var width = Sizes(network.Inputs, "encoder_hidden_states")[^1];
        if (width != unet.TextWidth)
        {
            throw new RequestException(
                field,
                $"'{model}' is a ControlNet for {Family(width)}, whose text embeddings are {width} wide; the model's are {unet.TextWidth} wide ({Family(unet.TextWidth)}): choose one that was made for it");
        }

        var expected = unet.Skips.Append(unet.Middle).ToList();
        var found = network.Outputs.Where(port => port.Name.StartsWith("down.", StringComparison.Ordinal) || port.Name == "mid")
            .Select(port => port.Shape[1]).ToList();
        if (!found.SequenceEqual(expected) || TakesPooled(network) != (unet.Family == "sdxl"))
        {
            throw new RequestException(
                field,
                $"'{model}' is a ControlNet for another UNet: it adds to layers of {string.Join(", ", found)} channels, the model has {string.Join(", ", expected)}");
        }
    }

    /// <summary>Whether it takes SDXL's pooled text and sizes.</summary>
    public static bool TakesPooled(INetwork network) => network.Inputs.Any(port => port.Name == "text_embeds");

    /// <summary>The shape of an input or output.</summary>
    public static IReadOnlyList<int> Sizes(IReadOnlyList<NetworkPort> ports, string name) => ports.Single(port => port.Name == name).Shape;

    private static string Article(string architecture) =>
        architecture == "onnx" ? "an ONNX network" : $"a network of the kind {architecture}";

    private static string Family(int width) => width switch
    {
        768 => "Stable Diffusion 1.x",
        1024 => "Stable Diffusion 2.x",
        2048 => "Stable Diffusion XL",
        _ => "another model",
    };
}
