using Atelier.Networks;

namespace Atelier.ControlNet.Tests.Conditioning;

/// <summary>
/// A ControlNet of two skips. What it adds says which row it was: the first value of the row's picture plus its prompt's.
/// </summary>
internal sealed class RecordingNetwork : INetwork
{
    public const int TextWidth = 3;
    private const int MapFactor = 8;

    public string Architecture { get; init; } = "controlnet";

    public IReadOnlyList<NetworkPort> Inputs { get; init; } =
    [
        new("controlnet_cond", "float", [-1, 3, -1, -1]),
        new("sample", "float", [-1, 4, -1, -1]),
        new("timestep", "float", [-1]),
        new("encoder_hidden_states", "float", [-1, -1, TextWidth]),
        new("controlnet_cond_embedding", "float", [-1, 8, -1, -1]),
    ];

    public IReadOnlyList<NetworkPort> Outputs { get; init; } =
    [
        new("controlnet_cond_embedding", "float", [-1, 8, -1, -1]),
        new("down.0", "float", [-1, 8, -1, -1]),
        new("down.1", "float", [-1, 16, -1, -1]),
        new("mid", "float", [-1, 16, -1, -1]),
    ];

    public List<IReadOnlyDictionary<string, NetworkTensor>> Maps { get; } = [];

    public List<IReadOnlyDictionary<string, NetworkTensor>> Passes { get; } = [];

    public bool IsDisposed { get; private set; }

    public IReadOnlyDictionary<string, NetworkTensor> Run(
        IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (inputs.TryGetValue("controlnet_cond", out var map))
        {
            Maps.Add(inputs);
            var (height, width) = (map.Shape[2] / MapFactor, map.Shape[3] / MapFactor);
            return new Dictionary<string, NetworkTensor>
            {
                ["controlnet_cond_embedding"] = new(new float[8 * height * width], 1, 8, height, width),
            };
        }

        Passes.Add(inputs);
        var (sample, text) = (inputs["sample"], inputs["encoder_hidden_states"]);
        var rows = sample.Shape[0];
        var marks = Enumerable.Range(0, rows)
            .Select(row => sample.Values[row * sample.Values.Length / rows] + text.Values[row * text.Values.Length / rows]).ToArray();
        return Outputs.Skip(1)
            .ToDictionary(port => port.Name,
                port => new NetworkTensor(
                    [.. marks.SelectMany(mark => Enumerable.Repeat(mark, port.Shape[1]))], rows, port.Shape[1], 1, 1));
    }

    public void Dispose() => IsDisposed = true;
}
