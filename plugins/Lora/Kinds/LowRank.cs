using Atelier.Adapters;
using Atelier.Lora.Files;

namespace Atelier.Lora.Kinds;

/// <summary>
/// LoRA (Hu et al. 2021) as kohya, diffusers and PEFT write it, LoCon's convolutions with or without a core (lora_mid), and DoRA (Liu et
/// al. 2024).
/// </summary>
internal sealed class LowRank : IAdapterKind
{
    public string Name => "lora";

    public string Label => "LoRA";

    public IReadOnlyList<string> Aliases => ["locon", "dora"];

    public string Description =>
        "Low-rank factors of linear layers and convolutions, and DoRA (kohya-ss/sd-scripts, diffusers, PEFT, LyCORIS)";

    public bool Recognises(FileModule module) => module[PartNames.Down] is not null || module[PartNames.Up] is not null;

    public IEnumerable<ModuleChange> Read(FileModule module, AdapterTarget target)
    {
        var (down, up, mid) = (module.Need(PartNames.Down), module.Need(PartNames.Up), module[PartNames.Mid]);
        var rank = down.Rows();
        Shapes.Check(up.Rows() == target.Rows(), up, target);
        Shapes.Check(rank > 0 && up.Columns() == rank, up, target);
        Func<float[]> readDown = () => module.Read(down);
        if (mid is null)
        {
            Shapes.Check(down.Columns() == target.Columns(), down, target);
        }
        else
        {
            var kernel = target.Kernel();
            Shapes.Check(down.Columns() * kernel == target.Columns(), down, target);
            Shapes.Check(
                mid.Shape is [var first, var second, _, _] && first == rank && second == rank && mid.Columns() == rank * kernel, mid,
                target);
            readDown = () => Core.Down(module.Read(mid), module.Read(down), rank, kernel);
        }

        var change = new LowRankChange(rank, module.Scale(rank), readDown, () => module.Read(up));
        yield return new ModuleChange("weight", module.Tensors, Magnitude.Around(change, module, target));
    }
}
