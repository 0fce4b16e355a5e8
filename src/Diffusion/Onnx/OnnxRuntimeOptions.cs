namespace Atelier.Diffusion.Onnx;

/// <summary>How networks are run.</summary>
public sealed record OnnxRuntimeOptions
{
    /// <summary><c>cpu</c> or <c>cuda</c>. Default <c>cpu</c>.</summary>
    public string Provider { get; init; } = "cpu";

    /// <summary>The number of the GPU, from 0. Default 0.</summary>
    public int Device { get; init; }

    /// <summary>Threads that share one operator's work, 1 or more. Default: the machine's physical cores.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Whether idle threads wait for work by spinning. Default false: on cores that are shared it makes a small network markedly slower
    /// (bench/README.md).
    /// </summary>
    public bool Spin { get; init; }

    /// <summary>Whether memory for activations is kept between runs. Default true.</summary>
    public bool Arena { get; init; } = true;

    /// <summary>What is given up so that generations need less memory: a name of <see cref="MemoryMode"/>. Default <c>normal</c>.</summary>
    public string Memory { get; init; } = MemoryMode.Default;

    /// <summary>
    /// How far graphs are rewritten when they load: <c>none</c>, <c>basic</c>, <c>extended</c> or <c>all</c>. Default <c>all</c>.
    /// </summary>
    public string Optimization { get; init; } = "all";
}
