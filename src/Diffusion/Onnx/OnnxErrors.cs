using Microsoft.ML.OnnxRuntime;

namespace Atelier.Diffusion.Onnx;

/// <summary>The runtime's errors in one line for people.</summary>
internal static class OnnxErrors
{
    private const int LongestMessage = 300;

    public static ModelRuntimeException Wrap(string doing, OnnxRuntimeException error) => IsOutOfMemory(error)
        ? new ModelRuntimeException($"{doing}: not enough memory; a smaller picture or fewer at once need less.", error)
        : new ModelRuntimeException($"{doing}: {OneLine(error)}", error);

    public static string OneLine(OnnxRuntimeException error)
    {
        var line = string.Join(' ', error.Message.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }

    private static bool IsOutOfMemory(OnnxRuntimeException error) =>
        error.Message.Contains("Failed to allocate memory", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("bad allocation", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("bad_alloc", StringComparison.OrdinalIgnoreCase);
}
