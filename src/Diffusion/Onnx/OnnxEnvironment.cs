using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

/// <summary>The process's one ONNX Runtime environment, which by itself would write warnings to the console.</summary>
internal static class OnnxEnvironment
{
    private static readonly Lazy<OrtEnv> Environment = new(Create);

    public static OrtEnv Instance => Environment.Value;

    private static OrtEnv Create()
    {
        Heap.ReturnLargeBlocks();
        var options = new EnvironmentCreationOptions
        {
            logId = "atelier",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            // What matters also comes back as an error of the call that failed.
            loggingFunction = (_, _, _, _, _, _) => { },
        };
        return OrtEnv.CreateInstanceWithOptions(ref options);
    }
}
