using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.ControlNet.Annotators;

/// <summary>Makes a map of what a network gave.</summary>
internal static class AnnotatorMap
{
    private const float White = 255;

    /// <param name="output">The JSON's word on it.</param>
    /// <param name="tensor">What the network gave.</param>
    /// <param name="isNchw">Whether the network puts channels before rows.</param>
    /// <param name="width">The map's.</param>
    /// <param name="height">The map's.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static Picture Of(CardOutput output, NetworkTensor tensor, bool isNchw, int width, int height, CancellationToken cancellation)
    {
        if (Array.Exists(tensor.Values, value => !float.IsFinite(value)))
        {
            throw new CardException("does not fit its network: the network gives values that are not numbers");
        }

        var planes = Planes(tensor, isNchw);
        if (output.Channel >= planes.Channels)
        {
            throw new CardException($"output.channel is {output.Channel}, but the network gives {planes.Channels} channels");
        }

        if (output.Values == "argmax")
        {
            return Resampling.Nearest(Classes(planes, output), width, height).ToPicture();
        }

        var shown = output.Values == "softmax"
            ? Share(planes, output.Channel!.Value)
            : output.Channel is { } channel ? Single(planes, channel) : planes;
        if (shown.Channels is not (1 or Picture.Channels))
        {
            throw new CardException(
                $"output.channel is missing: the network gives {shown.Channels} channels, and a map shows 1 or {Picture.Channels}");
        }

        return Resampling.Resize(Levels(shown, output), width, height, cancellation).ToPicture();
    }

    private static Raster Planes(NetworkTensor tensor, bool isNchw)
    {
        var (channels, height, width) = tensor.Shape.Where((size, i) => i > 0 || tensor.Shape.Count < 4 || size != 1).ToArray() switch
        {
            [var h, var w] => (1, h, w),
            [1, var h, var w] => (1, h, w),
            [var c, var h, var w] when isNchw => (c, h, w),
            [var h, var w, var c] => (c, h, w),
            _ => throw new CardException($"does not fit its network: the output is [{string.Join(", ", tensor.Shape)}], not one picture's"),
        };
        if (!isNchw || channels == 1)
        {
            return new Raster(width, height, channels, tensor.Values);
        }

        var planes = new Raster(width, height, channels);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var i = 0; i < width * height; i++)
            {
                planes.Values[(i * channels) + channel] = tensor.Values[(channel * width * height) + i];
            }
        }

        return planes;
    }

    private static Raster Single(Raster planes, int channel)
    {
        var single = new Raster(planes.Width, planes.Height, 1);
        for (var i = 0; i < single.Values.Length; i++)
        {
            single.Values[i] = planes.Values[(i * planes.Channels) + channel];
        }

        return single;
    }

    private static Raster Share(Raster planes, int channel)
    {
        var share = new Raster(planes.Width, planes.Height, 1);
        for (var i = 0; i < share.Values.Length; i++)
        {
            var pixel = planes.Values.AsSpan(i * planes.Channels, planes.Channels);
            var sum = 0.0;
            foreach (var value in pixel)
            {
                sum += Math.Exp(value - pixel[channel]);
            }

            share.Values[i] = (float)(1 / sum);
        }

        return share;
    }

    // One channel holds the classes themselves.
    private static Raster Classes(Raster planes, CardOutput output)
    {
        var classes = new Raster(planes.Width, planes.Height, Picture.Channels);
        for (var i = 0; i < planes.Width * planes.Height; i++)
        {
            var pixel = planes.Values.AsSpan(i * planes.Channels, planes.Channels);
            var best = planes.Channels == 1
                ? (int)MathF.Round(pixel[0])
                : System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(pixel);
            if (best < 0 || best >= output.Palette.Count)
            {
                throw new CardException($"output.palette has {output.Palette.Count} colours, but the network gives class {best}");
            }

            var (r, g, b) = output.Palette[best];
            (classes.Values[i * 3], classes.Values[(i * 3) + 1], classes.Values[(i * 3) + 2]) =
                output.Invert ? (White - r, White - g, White - b) : (r, g, b);
        }

        return classes;
    }

    private static Raster Levels(Raster shown, CardOutput output)
    {
        var (from, to) = output.Values switch
        {
            "minmax" => (shown.Values.Min(), shown.Values.Max()),
            "range" => (output.From, output.To),
            _ => (0, 1),
        };
        var span = from == to ? 1 : to - from;
        return new Raster(shown.Width, shown.Height, shown.Channels, Array.ConvertAll(shown.Values, value =>
        {
            var level = Math.Clamp(((output.Values == "sigmoid" ? 1 / (1 + MathF.Exp(-value)) : value) - from) / span, 0, 1) * White;
            return output.Invert ? White - level : level;
        }));
    }
}
