namespace Atelier.Diffusion.Graphs;

/// <summary>What a TAESD's encoder and decoder share.</summary>
internal static class TaesdBlocks
{
    public static Value Relu(this Module module, Value x) => module.Onnx("Relu", [x]);

    /// <summary>Three convolutions beside a skip.</summary>
    public static Value TaesdBlock(this Module module, Value x, TaesdLayer layer)
    {
        var h = module.Relu(module["conv.0"].Conv(x, layer.Inputs, layer.Outputs));
        h = module.Relu(module["conv.2"].Conv(h, layer.Outputs, layer.Outputs));
        h = module["conv.4"].Conv(h, layer.Outputs, layer.Outputs);
        var skip = layer.Inputs == layer.Outputs
            ? x
            : module["skip"].Conv(x, layer.Inputs, layer.Outputs, 1, stride: 1, [0, 0, 0, 0], bias: false);
        return module.Relu(module.Add(h, skip));
    }
}
