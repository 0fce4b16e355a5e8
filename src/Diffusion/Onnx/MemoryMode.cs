namespace Atelier.Diffusion.Onnx;

/// <summary>What is given up so that generations need less memory.</summary>
/// <param name="Name">What configurations call it.</param>
/// <param name="ByStage">Whether a network is opened when its stage begins and closed when another begins, instead of all staying.</param>
/// <param name="RowByRow">Whether pictures, prompt and negative prompt go through the UNet one at a time.</param>
/// <param name="PartByPart">Whether the UNet is opened and closed in parts, at every step.</param>
/// <param name="TileAbove">Pixels a side above which pictures are decoded and encoded in tiles, where nothing else is configured.</param>
public sealed record MemoryMode(string Name, bool ByStage, bool RowByRow, bool PartByPart, int TileAbove)
{
    /// <summary>What is used where nothing is configured.</summary>
    public const string Default = "normal";

    private const int Usual = 1024;
    private const int Small = 512;

    /// <summary>All of them, the fastest first.</summary>
    public static IReadOnlyList<MemoryMode> All { get; } =
    [
        new(Default, ByStage: false, RowByRow: false, PartByPart: false, Usual),
        new("low", ByStage: true, RowByRow: true, PartByPart: false, Usual),
        new("lowest", ByStage: true, RowByRow: true, PartByPart: true, Small),
    ];

    /// <summary>The mode of a name.</summary>
    /// <exception cref="ModelRuntimeException">There is none.</exception>
    public static MemoryMode Of(string name) => All.FirstOrDefault(mode => mode.Name == name)
        ?? throw new ModelRuntimeException(
            $"There is no memory mode '{name}'; known are {string.Join(", ", All.Select(mode => mode.Name))}.");
}
