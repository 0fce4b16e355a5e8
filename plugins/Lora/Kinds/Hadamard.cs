using System.Numerics.Tensors;
using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>LoHa (Hyeon-Woo et al. 2022, FedPara): two low-rank products, multiplied place by place.</summary>
internal sealed class Hadamard : IAdapterKind
{
    public string Name => "loha";

    public string Label => "LoHa";

    public IReadOnlyList<string> Aliases => ["hada"];

    public string Description => "The Hadamard product of two low-rank products (LyCORIS)";

    public bool Recognises(FileModule module) => module["hada_w1_a"] is not null || module["hada_w1_b"] is not null;

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target)
    {
        var (first, second) = (Half(module, target, 1), Half(module, target, 2));
        var rank = module.Need("hada_w1_b").Rows();
        var change = new DenseChange(module.Scale(rank), rank, () =>
        {
            var product = first();
            TensorPrimitives.Multiply(product, second(), product);
            return product;
        });
        yield return new ModuleChange("weight", module.Tensors, Magnitude.Around(change, module, target));
    }

    private static Func<float[]> Half(FileModule module, AdapterTarget target, int number)
    {
        var (a, b) = (module.Need($"hada_w{number}_a"), module.Need($"hada_w{number}_b"));
        var rank = b.Rows();
        if (module[$"hada_t{number}"] is { } core)
        {
            var kernel = target.Kernel();
            Shapes.Check(a.Rows() == rank && a.Columns() == target.Rows(), a, target);
            Shapes.Check(b.Columns() * kernel == target.Columns(), b, target);
            Shapes.Check(core.Rows() == rank && core.Columns() == rank * kernel, core, target);
            return () => Core.Whole(module.Read(core), module.Read(a), module.Read(b), rank, kernel);
        }

        Shapes.Check(a.Rows() == target.Rows() && a.Columns() == rank, a, target);
        Shapes.Check(b.Columns() == target.Columns(), b, target);
        return () => Matrices.Product(module.Read(a), module.Read(b), rank);
    }
}
