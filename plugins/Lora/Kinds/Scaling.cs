using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>IA3 (Liu et al. 2022): a factor for each output, or for each input, of a layer.</summary>
internal sealed class Scaling : IAdapterKind
{
    public string Name => "ia3";

    public string Label => "IA3";

    public IReadOnlyList<string> Aliases => ["ia_3"];

    public string Description => "A learned factor for each output or input of a layer (LyCORIS)";

    public bool Recognises(FileModule module) => module.Has("weight", "on_input");

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target)
    {
        var tensor = module.Need("weight");
        var onInput = module.Read(module.Need("on_input"))[0] != 0;
        var (columns, kernel) = (target.Columns(), target.Kernel());
        Shapes.Check(tensor.Elements() == (onInput ? columns / kernel : target.Rows()), tensor, target);
        var change = new DenseChange(1, null, original =>
        {
            var factors = module.Read(tensor);
            for (var i = 0; i < original.Length; i++)
            {
                original[i] *= factors[onInput ? i % columns / kernel : i / columns];
            }

            return original;
        });
        yield return new ModuleChange("weight", module.Tensors, change);
    }
}
