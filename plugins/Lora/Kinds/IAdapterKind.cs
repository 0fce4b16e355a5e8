using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>What a module's tensors mean.</summary>
internal interface IAdapterKind : INamed
{
    /// <summary>Whether a module is of this kind, by its tensors' names.</summary>
    bool Recognises(FileModule module);

    /// <summary>The changes that a module makes to the layer it is for.</summary>
    /// <exception cref="AdapterException">A shape does not fit, or a tensor is missing.</exception>
    IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target);
}

/// <summary>A change of a layer's weight or bias.</summary>
/// <param name="Parameter"><c>weight</c> or <c>bias</c>.</param>
/// <param name="Tensors">What it is made of.</param>
/// <param name="Change">What it does.</param>
internal sealed record ModuleChange(string Parameter, IReadOnlyList<AdapterTensor> Tensors, WeightChange Change);
