using System.Numerics.Tensors;
using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>GLoRA (Chavan et al. 2023) of linear layers: W·a2·a1 + b2·b1, as LyCORIS writes it.</summary>
internal sealed class Generalized : IAdapterKind
{
    public string Name => "glora";

    public string Label => "GLoRA";

    public IReadOnlyList<string> Aliases => ["generalized_lora"];

    public string Description => "Low-rank factors with a part that depends on the weight (LyCORIS)";

    public bool Recognises(FileModule module) => module.Has("a1", "a2", "b1", "b2");

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target)
    {
        var (a1, a2, b1, b2) = (module.Need("a1"), module.Need("a2"), module.Need("b1"), module.Need("b2"));
        var rank = a1.Rows();
        Shapes.Check(a1.Columns() == target.Columns(), a1, target);
        Shapes.Check(a2.Rows() == target.Columns() && a2.Columns() == rank, a2, target);
        Shapes.Check(b1.Rows() == rank && b1.Columns() == target.Columns(), b1, target);
        Shapes.Check(b2.Rows() == target.Rows() && b2.Columns() == rank, b2, target);
        var change = new DenseChange(module.Scale(rank), rank, original =>
        {
            var narrow = Matrices.Product(original, module.Read(a2), target.Columns());
            var sum = Matrices.Product(narrow, module.Read(a1), rank);
            TensorPrimitives.Add(sum, Matrices.Product(module.Read(b2), module.Read(b1), rank), sum);
            return sum;
        });
        yield return new ModuleChange("weight", module.Tensors, change);
    }
}
