using Atelier.Networks;

namespace Atelier.Upscalers.Tests.Networks;

/// <summary>Repeats every value, in whatever layout it is told to want: a network whose answer is known.</summary>
internal sealed class RepeatingNetwork(int factor, bool channelsLast = false, int channels = 3, string type = "float", int size = -1)
    : IModelRuntime, INetwork
{
    public static ModelFile File { get; } = new(ModelFileKinds.Upscaler, "repeating", "repeating.onnx");

    public List<IReadOnlyList<int>> Seen { get; } = [];

    public float Highest { get; private set; }

    public string Architecture => "onnx";

    public IReadOnlyList<NetworkPort> Inputs => [new("x", type, channelsLast ? [1, size, size, channels] : [1, channels, size, size])];

    public IReadOnlyList<NetworkPort> Outputs => [new("y", type, channelsLast ? [1, -1, -1, channels] : [1, channels, -1, -1])];

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) => this;

    public IReadOnlyDictionary<string, NetworkTensor> Run(
        IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var x = inputs["x"];
        Seen.Add(x.Shape);
        Highest = Math.Max(Highest, x.Values.Max());
        var (rows, columns) = channelsLast ? (x.Shape[1], x.Shape[2]) : (x.Shape[2], x.Shape[3]);
        var (height, width) = (rows * factor, columns * factor);
        var values = new float[channels * height * width];
        for (var channel = 0; channel < channels; channel++)
        {
            for (var i = 0; i < height * width; i++)
            {
                var source = ((i / width / factor) * columns) + (i % width / factor);
                values[channelsLast ? (i * channels) + channel : (channel * height * width) + i] =
                    x.Values[channelsLast ? (source * channels) + channel : (channel * rows * columns) + source];
            }
        }

        var made = channelsLast
            ? new NetworkTensor(values, 1, height, width, channels)
            : new NetworkTensor(values, 1, channels, height, width);
        return new Dictionary<string, NetworkTensor> { ["y"] = made };
    }

    public void Dispose()
    {
    }
}
