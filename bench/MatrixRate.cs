using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>The runtime's rate on one large matrix product with the same options: what a network's rate is divided by.</summary>
internal sealed class MatrixRate : IDisposable
{
    private const int Side = 2048;
    private const int Repeats = 4;

    private readonly IModelSession _session;
    private readonly Dictionary<string, TensorValue> _inputs;

    public MatrixRate(OnnxRuntimeOptions options)
    {
        var graph = new GraphBuilder("matrix_product", new NoWeights());
        var a = graph.Input("a", ElementType.Float, Side, Side);
        var b = graph.Input("b", ElementType.Float, Side, Side);
        graph.Output("c", graph.Root.Onnx("MatMul", [a, b]), Side, Side);
        _session = new SessionFactory(options).Create(graph.Build());
        var matrix = TensorValue.Of(Enumerable.Repeat(0.5f, Side * Side).ToArray(), Side, Side);
        _inputs = new Dictionary<string, TensorValue> { ["a"] = matrix, ["b"] = matrix };
        Flops();
    }

    /// <summary>Floating-point operations a second: the median of a few products.</summary>
    public double Flops() =>
        2.0 * Side * Side * Side / Measure.Median(Enumerable.Range(0, Repeats).Select(_ => Measure.Seconds(() => _session.Run(_inputs))));

    public void Dispose() => _session.Dispose();

    private sealed class NoWeights : IWeights
    {
        public string Folder => Path.GetTempPath();

        public IEnumerable<string> Names => [];

        public WeightRef? Find(string name) => null;

        public ReadOnlySpan<byte> Bytes(WeightRef weight) => [];
    }
}
