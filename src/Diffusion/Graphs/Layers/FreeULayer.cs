namespace Atelier.Diffusion.Graphs;

/// <summary>
/// FreeU (Si et al. 2023) in the two deepest up blocks. Its factors are inputs, one number each: changing them rebuilds nothing.
/// </summary>
/// <remarks>
/// The skip's Fourier filter scales, after a shift to the middle, the 2 × 2 frequencies around it (a threshold of 1): those of −1 and 0
/// cycles in each direction. A linear filter of so few needs no transform: what the skip has of them is found and added once more, s − 1
/// times. Of −1 cycles the real part is kept, as the reference does, which is a projection on a cosine and a sine.
/// </remarks>
/// <param name="root">The graph's.</param>
internal sealed class FreeULayer(Module root)
{
    private const int Blocks = 2;

    /// <summary>The factors' inputs: of each block's backbone and skip.</summary>
    public static IReadOnlyList<(string Backbone, string Skip)> Inputs { get; } = [("freeu_b1", "freeu_s1"), ("freeu_b2", "freeu_s2")];

    private readonly (Value Backbone, Value Skip)[] _lessOne =
        [.. Inputs.Select(input => (LessOne(root, input.Backbone), LessOne(root, input.Skip)))];

    /// <summary>What comes from below and what comes from the side, as they are joined.</summary>
    /// <param name="module">The block.</param>
    /// <param name="block">Counted from the deepest.</param>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="channels">Of <paramref name="x"/>.</param>
    /// <param name="skip">[batch, its channels, height, width].</param>
    public (Value X, Value Skip) Apply(Module module, int block, Value x, int channels, Value skip) => block >= Blocks
        ? (x, skip)
        : (Backbone(module, x, channels, _lessOne[block].Backbone), Filter(module, skip, _lessOne[block].Skip));

    // Equations 5 and 6: half of the channels, more where the mean over all of them is high.
    private static Value Backbone(Module module, Value x, int channels, Value factor)
    {
        var graph = module.Graph;
        var mean = module.Onnx("ReduceMean", [x, graph.Constant(1L)]);
        var low = module.Onnx("ReduceMin", [mean, graph.Constant(2L, 3L)]);
        var high = module.Onnx("ReduceMax", [mean, graph.Constant(2L, 3L)]);
        var span = module.Onnx("Max", [module.Onnx("Sub", [high, low]), graph.Scalar(1e-12f)]);
        var map = module.Onnx("Div", [module.Onnx("Sub", [mean, low]), span]);
        var scale = module.Add(module.Mul(map, factor), graph.Scalar(1));
        var halves = module.Onnx("Split", 2, [x, graph.Constant((long)(channels / 2), channels - (channels / 2))], ("axis", 1));
        return module.Concat(1, module.Mul(halves[0], scale), halves[1]);
    }

    private static Value Filter(Module module, Value skip, Value factor)
    {
        var waves = Waves(module, skip, out var places);
        var flat = module.Reshape(skip, 0, 0, -1);
        var found = module.Onnx("Div", [module.Onnx("MatMul", [flat, module.Transpose(waves, 1, 0)]), places]);
        var low = module.ReshapeLike(module.Onnx("MatMul", [found, waves]), skip);
        return module.Add(skip, module.Mul(low, factor));
    }

    /// <summary>[7, places]: 1, and a cosine and a sine along each axis and along both.</summary>
    private static Value Waves(Module module, Value skip, out Value places)
    {
        var down = Wave(module, skip, axis: 2, (long[])[-1, 1]);
        var across = Wave(module, skip, axis: 3, (long[])[1, -1]);
        var zero = module.Mul(module.Add(down.Angle, across.Angle), module.Graph.Scalar(0));
        Value[] angles = [module.Add(zero, down.Angle), module.Add(zero, across.Angle), module.Add(down.Angle, across.Angle)];

        // Where a side is one value long, its frequency of −1 is that of 0, which must not count twice.
        Value[] counts = [down.Counts, across.Counts, module.Mul(down.Counts, across.Counts)];
        var one = module.Add(zero, module.Graph.Scalar(1));
        var waves = angles.Zip(counts).SelectMany(wave => (Value[])
            [module.Mul(module.Onnx("Cos", [wave.First]), wave.Second), module.Mul(module.Onnx("Sin", [wave.First]), wave.Second)]);
        Value[] rows = [.. waves.Prepend(one).Select(wave => module.Reshape(wave, 1, -1))];
        places = module.Onnx("ReduceSum", [module.Reshape(one, -1)], ("keepdims", 1));
        return module.Concat(0, rows);
    }

    private static (Value Angle, Value Counts) Wave(Module module, Value skip, int axis, long[] shape)
    {
        var graph = module.Graph;
        var size = module.Onnx("Squeeze", [module.Onnx("Shape", [skip], ("start", axis), ("end", axis + 1))]);
        var length = module.Onnx("Cast", [size], ("to", (int)ElementType.Float));
        var places = module.Onnx("Range", [graph.Scalar(0), length, graph.Scalar(1)]);
        var angle = module.Onnx("Div", [module.Mul(places, graph.Scalar((float)(2 * Math.PI))), length]);
        var counts = module.Onnx("Cast", [module.Onnx("Greater", [length, graph.Scalar(1)])], ("to", (int)ElementType.Float));
        return (module.Reshape(angle, shape), counts);
    }

    private static Value LessOne(Module root, string input) =>
        root.Onnx("Sub", [root.Graph.Input(input, ElementType.Float, 1), root.Graph.Scalar(1)]);
}
