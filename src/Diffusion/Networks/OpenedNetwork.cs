using Atelier.Networks;

namespace Atelier.Diffusion.Networks;

/// <summary>Somebody's use of a network; until this is disposed it stays.</summary>
internal sealed class OpenedNetwork(ResidentNetwork network, Action<ResidentNetwork> leave) : INetwork
{
    private Action<ResidentNetwork>? _leave = leave;

    public string Architecture => network.Architecture;

    public IReadOnlyList<NetworkPort> Inputs => network.Inputs;

    public IReadOnlyList<NetworkPort> Outputs => network.Outputs;

    public IReadOnlyDictionary<string, NetworkTensor> Run(
        IReadOnlyDictionary<string, NetworkTensor> inputs, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_leave is null, this);
        return network.Run(inputs, cancellation);
    }

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke(network);
}
