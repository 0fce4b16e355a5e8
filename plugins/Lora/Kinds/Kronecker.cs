using System.Numerics.Tensors;
using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>LoKr (Edalati et al. 2022, KronA; LyCORIS): the Kronecker product of two matrices, each whole or in two factors.</summary>
internal sealed class Kronecker : IAdapterKind
{
    public string Name => "lokr";

    public string Label => "LoKr";

    public IReadOnlyList<string> Aliases => ["krona"];

    public string Description => "The Kronecker product of two matrices, whole or factorised (LyCORIS)";

    public bool Recognises(FileModule module) =>
        module["lokr_w1"] is not null || module["lokr_w1_a"] is not null || module["lokr_w2"] is not null
            || module["lokr_w2_a"] is not null;

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target)
    {
        var first = Left(module);
        var second = Right(module, target);
        var kernel = target.Kernel();
        var named = module["lokr_w2"] ?? module.Need("lokr_w2_b");
        Shapes.Check(
            first.Rows * second.Rows == target.Rows() && first.Columns * second.Columns == target.Columns() / kernel, named, target);

        // Alpha counts where there is a rank to divide it by.
        var rank = first.Rank ?? second.Rank;
        var change = new DenseChange(rank is { } r ? module.Scale(r) : 1, rank, () => Product(first, second, kernel));
        yield return new ModuleChange("weight", module.Tensors, Magnitude.Around(change, module, target));
    }

    private static Factor Left(FileModule module)
    {
        if (module["lokr_w1"] is { } whole)
        {
            return new Factor(whole.Rows(), whole.Columns(), null, () => module.Read(whole));
        }

        var (a, b) = (module.Need("lokr_w1_a"), module.Need("lokr_w1_b"));
        return new Factor(a.Rows(), b.Columns(), b.Rows(), () => Matrices.Product(module.Read(a), module.Read(b), b.Rows()));
    }

    private static Factor Right(FileModule module, AdapterTarget target)
    {
        var kernel = target.Kernel();
        if (module["lokr_w2"] is { } whole)
        {
            return new Factor(whole.Rows(), whole.Columns() / kernel, null, () => module.Read(whole));
        }

        var (a, b) = (module.Need("lokr_w2_a"), module.Need("lokr_w2_b"));
        var rank = b.Rows();
        if (module["lokr_t2"] is { } core)
        {
            Shapes.Check(core.Rows() == rank && core.Columns() == rank * kernel && a.Rows() == rank, core, target);
            return new Factor(
                a.Columns(), b.Columns(), rank, () => Core.Whole(module.Read(core), module.Read(a), module.Read(b), rank, kernel));
        }

        Shapes.Check(a.Columns() == rank, a, target);
        return new Factor(a.Rows(), b.Columns() / kernel, rank, () => Matrices.Product(module.Read(a), module.Read(b), rank));
    }

    private static float[] Product(Factor first, Factor second, int kernel)
    {
        var (left, right) = (first.Values(), second.Values());
        var length = second.Columns * kernel;
        var product = new float[left.Length * right.Length];
        for (var row = 0; row < first.Rows * second.Rows; row++)
        {
            var values = right.AsSpan(row % second.Rows * length, length);
            for (var column = 0; column < first.Columns; column++)
            {
                var factor = left[(row / second.Rows * first.Columns) + column];
                TensorPrimitives.Multiply(values, factor, product.AsSpan(((row * first.Columns) + column) * length, length));
            }
        }

        return product;
    }

    /// <summary>One side of the product; of a convolution's second side each column is a kernel.</summary>
    private sealed record Factor(int Rows, int Columns, int? Rank, Func<float[]> Values);
}
