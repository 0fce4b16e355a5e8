using Atelier.Conditioning;
using Atelier.Generation;

namespace Atelier.ControlNet.Conditioning;

/// <summary>The control modes of sd-webui-controlnet (scripts/hook.py).</summary>
internal static class ControlMode
{
    public const string Balanced = "balanced";
    public const string Control = "control";

    // Of the 13 residuals of SD 1.x the middle counts whole, and each one before it a little less. SDXL has fewer, and loses from the end.
    private const float Softness = 0.825f;
    private const int Last = 12;

    /// <summary>
    /// What each residual is multiplied by: all by the weight; in the modes <c>prompt</c> and <c>control</c> the earlier ones by less.
    /// </summary>
    public static float[] Scales(ControlUnit unit, int residuals) =>
    [
        .. Enumerable.Range(0, residuals).Select(i =>
            (float)unit.Weight * (unit.Mode == Balanced ? 1 : MathF.Pow(Softness, Math.Max(0, Last - i)))),
    ];

    /// <summary>The rows it works on: where the control is more important, the negative prompt goes without.</summary>
    public static bool[] WorksOn(ControlUnit unit, UNetPass pass) =>
        [.. pass.Negative.Select(isNegative => unit.Mode != Control || !isNegative)];
}
