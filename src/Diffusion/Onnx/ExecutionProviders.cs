using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

/// <summary>Providers by the names that people use.</summary>
internal static class ExecutionProviders
{
    private const string Cpu = "cpu";
    private const string Cuda = "cuda";

    /// <summary>The runtime's name of each.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        [Cpu] = "CPUExecutionProvider",
        [Cuda] = "CUDAExecutionProvider",
    };

    public static IReadOnlyList<string> Available()
    {
        var present = OnnxEnvironment.Instance.GetAvailableProviders();
        return [.. Known.Where(provider => present.Contains(provider.Value)).Select(provider => provider.Key)];
    }

    /// <summary>Adds the provider to a session's options. The CPU is always there, and last.</summary>
    public static void Append(SessionOptions session, OnnxRuntimeOptions options)
    {
        if (!Known.ContainsKey(options.Provider))
        {
            throw new ModelRuntimeException($"There is no provider '{options.Provider}'; known are {string.Join(" and ", Known.Keys)}.");
        }

        if (!Available().Contains(options.Provider))
        {
            throw new ModelRuntimeException(
                $"The provider '{options.Provider}' is not in this build of ONNX Runtime, which has {string.Join(", ", Available())}; build with -p:Gpu=true for cuda.");
        }

        if (options.Provider == Cuda)
        {
            AppendCuda(session, options.Device);
        }
    }

    private static void AppendCuda(SessionOptions session, int device)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = device.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["arena_extend_strategy"] = "kSameAsRequested",
        });
        try
        {
            session.AppendExecutionProvider_CUDA(cuda);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelRuntimeException(
                $"CUDA could not be started on device {device}; it needs an NVIDIA driver, CUDA 13 and cuDNN 9. {OnnxErrors.OneLine(error)}", error);
        }
    }
}
