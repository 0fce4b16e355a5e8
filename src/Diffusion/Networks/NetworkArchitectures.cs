using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Networks;

/// <summary>The architectures that are told from their tensors.</summary>
internal static class NetworkArchitectures
{
    private static readonly INetworkArchitecture[] Known = [new ControlNetArchitecture(), new RrdbNetArchitecture(),
        new TaesdArchitecture()];

    /// <summary>Finds a file's.</summary>
    /// <exception cref="CheckpointException">It is none that is known; the message says what the file is instead.</exception>
    public static INetworkArchitecture Of(NetworkFile file) => Known.FirstOrDefault(architecture => architecture.Recognises(file.Tensors))
        ?? throw CheckpointException.For(
            file.Label, $"its tensors are of no network that is known ({string.Join(", ", Known.Select(architecture => architecture.Name))})");
}
