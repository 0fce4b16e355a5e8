using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Upscalers.Networks;

/// <summary>
/// A network that makes a picture from a picture, whatever way round it wants its values: channels before or after the pixels, three or
/// one, levels from 0 to 1 or bytes.
/// </summary>
internal sealed class PictureNetwork : IDisposable
{
    /// <summary>Red, green, blue.</summary>
    public const int Channels = 3;

    private const float Bytes = 255;

    private readonly INetwork _network;
    private readonly string _name;
    private readonly NetworkPort _input;
    private readonly NetworkPort _output;
    private readonly bool _channelsLast;
    private readonly bool _grey;

    private PictureNetwork(INetwork network, string name)
    {
        _network = network;
        _name = name;
        (_input, _output) = network is { Inputs: [var input], Outputs: [var output, ..] } && input.Shape.Count == 4
            ? (input, output)
            : throw Wrong("it must take one picture, a tensor of four sizes, and give one");
        _channelsLast = _input.Shape[3] is Channels or 1 && _input.Shape[1] is not (Channels or 1);
        _grey = _input.Shape[_channelsLast ? 3 : 1] == 1;
        if (!_channelsLast && _input.Shape[1] is not (Channels or 1 or -1))
        {
            throw Wrong($"it takes {_input.Shape[1]} channels; an upscaler takes 3, or 1");
        }
    }

    /// <summary>Rows that it takes at a time; null where any number will do.</summary>
    public int? FixedHeight => Fixed(_input.Shape[_channelsLast ? 1 : 2]);

    /// <summary>Columns that it takes at a time; null where any number will do.</summary>
    public int? FixedWidth => Fixed(_input.Shape[_channelsLast ? 2 : 3]);

    /// <summary>Opens a file.</summary>
    /// <exception cref="RequestException">It is damaged, or no network that makes a picture from a picture.</exception>
    public static PictureNetwork Open(IModelRuntime runtime, ModelFile file, CancellationToken cancellation)
    {
        var network = runtime.Open(file, cancellation);
        try
        {
            return new PictureNetwork(network, file.Name);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Runs it on a tile.</summary>
    /// <param name="tile">Three planes of levels from 0 to 1.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>Three planes of levels, a whole number of times as high and wide.</returns>
    public Tile Run(Tile tile, CancellationToken cancellation)
    {
        var answers = _grey
            ? Enumerable.Range(0, Channels).Select(channel => Run(tile.Plane(channel), 1, tile.Height, tile.Width, cancellation)).ToArray()
            : [Run(tile.Values, Channels, tile.Height, tile.Width, cancellation)];
        var (height, width) = (answers[0].Height, answers[0].Width);
        if (height < tile.Height || height % tile.Height != 0 || width * tile.Height != height * tile.Width)
        {
            throw Wrong($"it makes {width}×{height} pixels of {tile.Width}×{tile.Height}; it must make a whole number of times as many");
        }

        return new Tile(answers is [var only] ? only.Values : [.. answers.SelectMany(answer => answer.Values)], height, width);
    }

    public void Dispose() => _network.Dispose();

    private (float[] Values, int Height, int Width) Run(float[] planes, int channels, int height, int width, CancellationToken cancellation)
    {
        var values = Ranged(_channelsLast ? Layout.ChannelsLast(planes, channels) : planes, _input.Type, Bytes);
        var tensor = _channelsLast
            ? new NetworkTensor(values, 1, height, width, channels)
            : new NetworkTensor(values, 1, channels, height, width);
        var answer = _network.Run(new Dictionary<string, NetworkTensor> { [_input.Name] = tensor }, cancellation)[_output.Name];
        var shape = answer.Shape;
        if (shape.Count != 4 || shape[0] != 1)
        {
            throw Wrong($"it answers with a tensor of {string.Join('×', shape)}; one picture has 1×{channels}×height×width");
        }

        var last = shape[1] != channels && shape[3] == channels;
        if (!last && shape[1] != channels)
        {
            throw Wrong($"it answers with {shape[1]} channels where it took {channels}");
        }

        var levels = Ranged(answer.Values, _output.Type, 1 / Bytes);
        return last ? (Layout.ChannelsFirst(levels, channels), shape[1], shape[2]) : (levels, shape[2], shape[3]);
    }

    private static float[] Ranged(float[] values, string type, float factor) =>
        type.Contains("int", StringComparison.Ordinal)
            ? Array.ConvertAll(values, value => factor > 1 ? MathF.Round(value * factor) : value * factor)
            : values;

    private static int? Fixed(int size) => size > 0 ? size : null;

    private RequestException Wrong(string problem) => new("upscaler", $"{_name} is no upscaler: {problem}");
}
