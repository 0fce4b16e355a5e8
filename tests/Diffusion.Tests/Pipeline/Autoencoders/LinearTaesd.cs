using Atelier.Diffusion.Tests.Checkpoints;

namespace Atelier.Diffusion.Tests.Pipeline.Autoencoders;

/// <summary>
/// A TAESD decoder whose weights make it a weighted sum of the latent's channels, eight pixels a value: what no training makes, but all can
/// work out.
/// </summary>
internal static class LinearTaesd
{
    /// <summary>Its file in the original layout.</summary>
    /// <param name="weights">[colour, channel], and the constant last; for colours from −1 to 1.</param>
    public static byte[] File(double[,] weights)
    {
        var channels = weights.GetLength(1) - 1;
        var width = 2 * channels;
        var tensors = new List<(string, int[], float[])>
        {
            // Every channel twice, once negated: what an activation cuts off of the one it leaves of the other.
            Conv("1.weight", width, channels, (to, from) => to / 2 == from ? 1 - (2 * (to % 2)) : 0),
            ("1.bias", [width], new float[width]),
            Conv("19.weight", 3, width, (to, from) => weights[to, from / 2] * (1 - (2 * (from % 2))) / 2),
            ("19.bias", [3], [.. Enumerable.Range(0, 3).Select(colour => (float)((weights[colour, channels] + 1) / 2))]),
        };
        foreach (var block in (int[])[3, 4, 5, 8, 9, 10, 13, 14, 15, 18])
        {
            foreach (var conv in (int[])[0, 2, 4])
            {
                tensors.Add(Conv($"{block}.conv.{conv}.weight", width, width, (_, _) => 0));
                tensors.Add(($"{block}.conv.{conv}.bias", [width], new float[width]));
            }
        }

        tensors.AddRange(((int[])[7, 12, 17]).Select(layer => Conv($"{layer}.weight", width, width, (to, from) => to == from ? 1 : 0)));
        return SafetensorsWriter.Of(tensors);
    }

    private static (string, int[], float[]) Conv(string name, int outputs, int inputs, Func<int, int, double> middle)
    {
        var values = new float[outputs * inputs * 9];
        for (var i = 0; i < outputs * inputs; i++)
        {
            values[(9 * i) + 4] = (float)middle(i / inputs, i % inputs);
        }

        return (name, [outputs, inputs, 3, 3], values);
    }
}
