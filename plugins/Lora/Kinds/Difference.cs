using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>Whole differences of weights and biases, of norms too (LyCORIS' full and norm modules; extracted differences).</summary>
internal sealed class Difference : IAdapterKind
{
    public string Name => "diff";

    public string Label => "Full difference";

    public IReadOnlyList<string> Aliases => ["full"];

    public string Description => "Differences of whole weights, biases and norms (LyCORIS, ComfyUI)";

    public bool Recognises(FileModule module) =>
        module["diff"] is not null || module["diff_b"] is not null || module["w_norm"] is not null || module["b_norm"] is not null;

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target)
    {
        if ((module["diff"] ?? module["w_norm"]) is { } weight)
        {
            Shapes.Check(weight.Elements() == target.Rows() * target.Columns(), weight, target);
            yield return new ModuleChange("weight", [weight], new DenseChange(1, null, () => module.Read(weight)));
        }

        if ((module["diff_b"] ?? module["b_norm"]) is { } bias)
        {
            Shapes.Check(bias.Elements() == target.Rows(), bias, target);
            yield return new ModuleChange("bias", [bias], new DenseChange(1, null, () => module.Read(bias)));
        }
    }
}
