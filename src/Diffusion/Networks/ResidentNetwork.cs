using Atelier.Diffusion.Onnx;
using Atelier.Networks;

namespace Atelier.Diffusion.Networks;

/// <summary>A network in memory: its sessions, and the files that they came from. One run at a time, whoever asks.</summary>
internal sealed class ResidentNetwork(
    string path, string architecture, IReadOnlyList<IModelSession> sessions, long bytes, Func<bool> isUnchanged, IDisposable? files)
        : IDisposable
{
    private readonly Lock _running = new();

    public string Path => path;

    public string Architecture => architecture;

    public IReadOnlyList<NetworkPort> Inputs { get; } = Distinct(sessions.SelectMany(session => session.Inputs));

    public IReadOnlyList<NetworkPort> Outputs { get; } = Distinct(sessions.SelectMany(session => session.Outputs));

    /// <summary>Of its weights, while it holds them.</summary>
    public long Bytes => sessions.Any(session => session is not StagedSession { IsOpen: false }) ? bytes : 0;

    /// <summary>Whether its files are still the ones it was opened from.</summary>
    public bool IsUnchanged => isUnchanged();

    public int Users { get; set; }

    public DateTimeOffset LastUsed { get; set; }

    public bool IsRetired { get; set; }

    /// <summary>How long all runs so far spent inside the runtime.</summary>
    public TimeSpan TimeInRuntime => sessions.Aggregate(TimeSpan.Zero, (sum, session) => sum + session.TimeInRuntime);

    public IReadOnlyDictionary<string, NetworkTensor> Run(IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation)
    {
        var session = SessionFor(inputs);
        var values = session.Inputs.ToDictionary(port => port.Name, port => Value(port, inputs[port.Name]));
        lock (_running)
        {
            return session.Run(values, cancellation).ToDictionary(output => output.Key, output => Tensor(output.Value));
        }
    }

    /// <summary>Nobody uses it for now: where memory is saved, it is closed.</summary>
    public void Rest()
    {
        foreach (var session in sessions.OfType<StagedSession>())
        {
            session.Rest();
        }
    }

    public void Dispose()
    {
        foreach (var session in sessions)
        {
            session.Dispose();
        }

        files?.Dispose();
    }

    /// <summary>The graph that takes exactly these inputs.</summary>
    private IModelSession SessionFor(IReadOnlyDictionary<string, NetworkTensor> inputs) =>
        sessions.FirstOrDefault(
            session => session.Inputs.Count == inputs.Count && session.Inputs.All(port => inputs.ContainsKey(port.Name)))
        ?? throw new ArgumentException(
            $"The network takes {string.Join(", or ", sessions.Select(session => string.Join(" and ", session.Inputs.Select(port => port.Name))))}; it was given {string.Join(" and ", inputs.Keys)}.",
            nameof(inputs));

    private static TensorValue Value(NetworkPort port, NetworkTensor tensor) => TensorValue.Of(tensor.Values, port.Type, [.. tensor.Shape]);

    private static NetworkTensor Tensor(TensorValue value) => new(value.ToFloats(), [.. value.Shape]);

    private static List<NetworkPort> Distinct(IEnumerable<NetworkPort> ports) => [.. ports.DistinctBy(port => port.Name)];
}
