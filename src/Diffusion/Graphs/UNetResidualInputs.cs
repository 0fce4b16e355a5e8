namespace Atelier.Diffusion.Graphs;

/// <summary>
/// The names under which a ControlNet gives residuals and a UNet takes them: <c>down.0</c>, <c>down.1</c>, … and <c>mid</c>.
/// </summary>
internal static class UNetResidualInputs
{
    public const string Middle = "mid";

    public static string Down(int skip) => $"down.{skip}";

    /// <summary>Adds the residual of a name, which is zero where a run does not give it.</summary>
    public static Value AddResidual(this Module module, Value x, string name) =>
        module.Add(x, module.Graph.OptionalInput(name, 0f, rank: 4));
}
