using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.ControlNet.Conditioning;

/// <summary>From a map's pixels to what a ControlNet adds to its first layer.</summary>
internal static class MapEncoder
{
    private const string Input = "controlnet_cond";
    private const int White = 127;

    /// <summary>Runs the network's encoder once: [1, channels, height, width] at the latent's size.</summary>
    /// <exception cref="RequestException">The network takes other maps, or makes other sizes of them.</exception>
    public static NetworkTensor Encode(INetwork network, PreparedControl control, ConditioningRequest request)
    {
        var field = $"{control.Field}.model";
        var channels = NetworkFit.Sizes(network.Inputs, Input)[1];
        if (channels != Picture.Channels)
        {
            throw new RequestException(
                field, $"'{control.Unit.Model}' takes maps of {channels} channels; pictures have {Picture.Channels}");
        }

        var inputs = new Dictionary<string, NetworkTensor> { [Input] = Planes(control.Map, control.Mask) };
        var encoded = network.Run(inputs, request.Cancellation).Values.Single();
        return encoded.Shape[2] == request.LatentShape[2] && encoded.Shape[3] == request.LatentShape[3]
            ? encoded
            : throw new RequestException(
                field,
                $"'{control.Unit.Model}' makes {encoded.Shape[3]}×{encoded.Shape[2]} of a map of {control.Map.Width}×{control.Map.Height}; the model's latent is {request.LatentShape[3]}×{request.LatentShape[2]}: choose one that was made for it");
    }

    /// <summary>0 to 1, a plane a channel; −1 where the mask is white.</summary>
    public static NetworkTensor Planes(Picture map, Picture? mask)
    {
        var plane = map.Width * map.Height;
        var values = new float[plane * Picture.Channels];
        for (var i = 0; i < plane; i++)
        {
            var isMasked = mask is not null && mask.Pixels[i * Picture.Channels] > White;
            for (var channel = 0; channel < Picture.Channels; channel++)
            {
                values[(channel * plane) + i] = isMasked ? -1 : map.Pixels[(i * Picture.Channels) + channel] / 255f;
            }
        }

        return new NetworkTensor(values, 1, Picture.Channels, map.Height, map.Width);
    }
}
