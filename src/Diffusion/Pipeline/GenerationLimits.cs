namespace Atelier.Diffusion.Pipeline;

/// <summary>The largest request that is taken. What is above is refused, never made smaller in silence.</summary>
public sealed record GenerationLimits
{
    /// <summary>Pixels; a multiple of 8. Default 2048.</summary>
    public int Width { get; init; } = 2048;

    /// <summary>Pixels; a multiple of 8. Default 2048.</summary>
    public int Height { get; init; } = 2048;

    /// <summary>Steps of the schedule. Default 150.</summary>
    public int Steps { get; init; } = 150;

    /// <summary>Pictures made together in one pass. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Batches made one after another. Default 100.</summary>
    public int Count { get; init; } = 100;

    /// <summary>UTF-16 units of a prompt, and of a negative prompt. Default 10 000: about forty times what a model reads at once.</summary>
    public int PromptLength { get; init; } = 10_000;

    /// <summary>Cells of an X/Y/Z grid. Default 100.</summary>
    public int GridCells { get; init; } = 100;

    /// <summary>
    /// Width × height × steps × pictures of one request. Default: one picture of 2048 × 2048 at 150 steps, which is 120 of 512 × 512 at 20.
    /// </summary>
    public long PixelSteps { get; init; } = 2048L * 2048 * 150;
}
