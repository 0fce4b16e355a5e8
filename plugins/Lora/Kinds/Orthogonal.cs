using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>OFT and BOFT (Qiu et al. 2023): recognised so that they are refused by name.</summary>
internal sealed class Orthogonal : IAdapterKind
{
    public string Name => "oft";

    public string Label => "OFT";

    public IReadOnlyList<string> Aliases => ["boft"];

    public string Description => "Orthogonal fine-tuning: told apart and refused, as its several layouts contradict each other";

    public bool Recognises(FileModule module) => module["oft_blocks"] is not null;

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target) => throw new AdapterException(
        $"it is an OFT adapter (the tensor {module.Need("oft_blocks").Name}), a kind that is not applied here; LoRA, LoCon, LoHa, LoKr, DoRA, IA3, GLoRA and full differences are");
}
