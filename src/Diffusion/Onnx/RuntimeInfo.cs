namespace Atelier.Diffusion.Onnx;

/// <summary>What this build of ONNX Runtime offers.</summary>
/// <param name="Version">ONNX Runtime's, such as <c>1.29.0</c>.</param>
/// <param name="Providers">The values that <see cref="OnnxRuntimeOptions.Provider"/> may have here.</param>
/// <param name="Threads">How many threads a session uses unless told otherwise.</param>
public sealed record RuntimeInfo(string Version, IReadOnlyList<string> Providers, int Threads)
{
    /// <summary>Asks the runtime.</summary>
    public static RuntimeInfo Probe() =>
        new(OnnxEnvironment.Instance.GetVersionString(), ExecutionProviders.Available(), PhysicalCores.Count);
}
