using Atelier.ControlNet.Rasters;
using Atelier.Networks;

namespace Atelier.ControlNet.Annotators;

/// <summary>How a picture becomes a network's input: (level / 255 × Scale − mean) / deviation, channel by channel.</summary>
/// <param name="Name">The input's name; null where the network has but one.</param>
/// <param name="Width">Pixels; null goes by the network and the picture.</param>
/// <param name="Height">Pixels, as the width.</param>
/// <param name="Multiple">What free sizes must be multiples of.</param>
/// <param name="IsNchw">Whether channels come before rows.</param>
/// <param name="IsBgr">Whether blue comes first.</param>
/// <param name="Scale">What white is before mean and deviation.</param>
/// <param name="Mean">Subtracted.</param>
/// <param name="Deviation">Divided by.</param>
internal sealed record CardInput(
    string? Name, int? Width, int? Height, int Multiple, bool IsNchw, bool IsBgr, float Scale, float[] Mean, float[] Deviation)
{
    private const int LargestSide = 4096;
    private const int LargestMultiple = 512;
    private const int Channels = 3;

    public static CardInput Read(CardObject card)
    {
        var size = card.Numbers("size", 2);
        if (size is not null && size.Any(side => side != MathF.Floor(side) || side is < 1 or > LargestSide))
        {
            throw card.Wrong("size", $"must be width and height, each from 1 to {LargestSide}");
        }

        var deviation = card.Numbers("std", Channels) ?? [1, 1, 1];
        var input = new CardInput(
            card.Text("name"), (int?)size?[0], (int?)size?[1], card.Whole("multiple", 1, LargestMultiple) ?? 1,
            card.Choice("layout", "NCHW", "NHWC") == "NCHW",
            card.Choice("channels", "RGB", "BGR") == "BGR", card.Choice("range", "1", "255") == "255" ? byte.MaxValue : 1,
            card.Numbers("mean", Channels) ?? [0, 0, 0],
            deviation.All(value => value > 0) ? deviation : throw card.Wrong("std", "must be above 0"));
        card.Done();
        return input;
    }

    /// <summary>The picture as the network takes it.</summary>
    public NetworkTensor Tensor(Raster picture, NetworkPort port, CancellationToken cancellation)
    {
        var (width, height) = Size(picture, port);
        var sized = picture.Width == width && picture.Height == height ? picture : Resampling.Resize(picture, width, height, cancellation);
        var values = new float[width * height * Channels];
        for (var i = 0; i < width * height; i++)
        {
            for (var channel = 0; channel < Channels; channel++)
            {
                var level = Math.Clamp(sized.Values[(i * Channels) + (IsBgr ? Channels - 1 - channel : channel)], 0, byte.MaxValue);
                values[IsNchw ? (channel * width * height) + i : (i * Channels) + channel] =
                    ((level / byte.MaxValue * Scale) - Mean[channel]) / Deviation[channel];
            }
        }

        return IsNchw ? new NetworkTensor(values, 1, Channels, height, width) : new NetworkTensor(values, 1, height, width, Channels);
    }

    private (int Width, int Height) Size(Raster picture, NetworkPort port)
    {
        // A free size may be anything, but not where the other layout's channels are plain to see.
        if (port.Shape.Count != 4 || port.Shape[IsNchw ? 1 : 3] is not (Channels or < 1)
            || (port.Shape[IsNchw ? 1 : 3] < 1 && port.Shape[IsNchw ? 3 : 1] == Channels))
        {
            throw new CardException(
                $"input.layout says {(IsNchw ? "NCHW" : "NHWC")}, but the network's input '{port.Name}' is [{string.Join(", ", port.Shape)}]");
        }

        return (Side(Width, port.Shape[IsNchw ? 3 : 2], picture.Width), Side(Height, port.Shape[IsNchw ? 2 : 1], picture.Height));

        int Side(int? asked, int fixedAt, int own) => (asked, fixedAt) switch
        {
            ({ } side, > 0) when side != fixedAt => throw new CardException($"input.size says {side}, but the network takes {fixedAt}"),
            (_, > 0) => fixedAt,
            ({ } side, _) => side,
            _ => Math.Max(1, (int)Math.Round((double)own / Multiple)) * Multiple,
        };
    }
}
