using System.Diagnostics;
using System.Globalization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>What the machine can do, to divide by.</summary>
internal static class Machine
{
    private const int Side = 2048;

    /// <summary>The runtime's rate on one large matrix product, in GFLOP/s: the fastest of several, since only disturbances make it slower.</summary>
    public static double MatMulRate(OnnxRuntimeOptions options)
    {
        var graph = new GraphBuilder("matmul", new NoWeights());
        var a = graph.Input("a", ElementType.Float, Side, Side);
        var b = graph.Input("b", ElementType.Float, Side, Side);
        graph.Output("c", graph.Root.Onnx("MatMul", [a, b]), Side, Side);
        using var session = new SessionFactory(options).Create(graph.Build());
        var matrix = TensorValue.Of(Enumerable.Repeat(0.5f, Side * Side).ToArray(), Side, Side);
        var inputs = new Dictionary<string, TensorValue> { ["a"] = matrix, ["b"] = matrix };
        var fastest = Enumerable.Range(0, 8).Select(_ => Seconds(() => session.Run(inputs))).Min();
        return 2.0 * Side * Side * Side / fastest / 1e9;
    }

    public static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The process's resident memory in bytes, by the kernel's name: VmHWM is the peak so far. 0 where there is no /proc.</summary>
    public static long Memory(string kernelName)
    {
        const string Status = "/proc/self/status";
        var line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(kernelName, StringComparison.Ordinal)) : null;
        return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private sealed class NoWeights : IWeights
    {
        public string Folder => Path.GetTempPath();

        public IEnumerable<string> Names => [];

        public WeightRef? Find(string name) => null;

        public ReadOnlySpan<byte> Bytes(WeightRef weight) => [];
    }
}
