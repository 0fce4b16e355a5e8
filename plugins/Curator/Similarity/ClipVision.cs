using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Curator.Similarity;

/// <summary>
/// A CLIP model's eye: the picture's middle square, resampled to what the network takes and normalized as openai/CLIP does.
/// </summary>
internal static class ClipVision
{
    private const int UsualSide = 224;

    private static readonly float[] Mean = [0.48145466f, 0.4578275f, 0.40821073f];
    private static readonly float[] Deviation = [0.26862954f, 0.26130258f, 0.27577711f];

    public static float[] Embed(IModelRuntime runtime, ModelFile file, Picture picture, CancellationToken cancellation)
    {
        using var network = runtime.Open(file, cancellation);
        if (network.Inputs is not [{ Shape.Count: 4 } input])
        {
            throw new RequestException(file.Kind, $"'{file.Name}' must take one picture, a tensor of four sizes");
        }

        var side = input.Shape[3] > 0 ? input.Shape[3] : UsualSide;
        var square = Math.Min(picture.Width, picture.Height);
        var middle = picture.Crop((picture.Width - square) / 2, (picture.Height - square) / 2, square, square);
        var planes = SquareResampling.ToPlanes(middle, side);
        for (var i = 0; i < planes.Length; i++)
        {
            var channel = i / (side * side);
            planes[i] = ((planes[i] / byte.MaxValue) - Mean[channel]) / Deviation[channel];
        }

        var answers = network.Run(
            new Dictionary<string, NetworkTensor> { [input.Name] = new(planes, 1, Picture.Channels, side, side) }, cancellation);
        return Embedding.Of(answers, "image_embeds", file);
    }
}
