using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Diffusion.Tests.Graphs;
using Atelier.Networks;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Networks;

[Trait("Category", "Golden")]
public sealed class ControlNetGoldenTests : IDisposable
{
    private const string Name = "controlnet15";
    private const float Scale = 0.8f;

    private readonly NetworkRuntime _runtime = new(new SessionFactory(new OnnxRuntimeOptions()), TimeProvider.System);

    public void Dispose() => _runtime.Dispose();

    [GoldenFact]
    public void Its_residuals_match_the_reference()
    {
        var expected = Golden.Open(Name, "expected.safetensors");
        AssertMatches(expected, Run(new ModelFile(ModelFileKinds.ControlNet, Name, Golden.PathOf(Name)), expected));
    }

    [GoldenTheory]
    [InlineData("control_model.")]
    [InlineData("")]
    public void The_original_layout_gives_the_same(string prefix)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "control.safetensors", OriginalControlNet.Write(Golden.PathOf(Name, "diffusion_pytorch_model.safetensors"), prefix));
        folder.Write("control.json", File.ReadAllBytes(Golden.PathOf(Name, "config.json")));
        var expected = Golden.Open(Name, "expected.safetensors");
        AssertMatches(expected, Run(new ModelFile(ModelFileKinds.ControlNet, "control", path), expected));
    }

    [GoldenFact]
    public void The_unet_with_its_residuals_matches_the_reference()
    {
        var expected = Golden.Open(Name, "expected.safetensors");
        var unet = new GoldenPipeline("sd15").UNet();
        var inputs = Inputs(expected).Select(input => (input.Key, Value: TensorValue.Of(input.Value.Values, [.. input.Value.Shape])))
            .ToList();
        inputs.AddRange(expected.Names.Where(IsResidual).Select(name => (name, expected[name].ToValue())));
        var output = UNetGraph.Build(unet.Config, unet.Weights).Run([.. inputs])["out_sample"];
        GoldenRun.AssertMatches(expected["unet.out"], output);
    }

    private IReadOnlyDictionary<string, NetworkTensor> Run(ModelFile file, GoldenTensors expected)
    {
        using var network = _runtime.Open(file);
        Assert.Equal("controlnet", network.Architecture);
        var hint = network.Run(new Dictionary<string, NetworkTensor> { ["controlnet_cond"] = Tensor(expected["hint"]) });
        return network.Run(Inputs(expected).Append(hint.Single()).ToDictionary(input => input.Key, input => input.Value));
    }

    private static Dictionary<string, NetworkTensor> Inputs(GoldenTensors expected) => new()
    {
        ["sample"] = Tensor(expected["sample"]),
        ["timestep"] = new NetworkTensor(Array.ConvertAll(expected["timestep"].Longs, step => (float)step), expected["timestep"].Shape),
        ["encoder_hidden_states"] = Tensor(expected["context"]),
    };

    private static void AssertMatches(GoldenTensors expected, IReadOnlyDictionary<string, NetworkTensor> actual)
    {
        var names = expected.Names.Where(IsResidual).ToList();
        Assert.Equal(names.Order(), actual.Keys.Order());
        foreach (var name in names)
        {
            Assert.Equal(expected[name].Shape, actual[name].Shape);
            Closeness.AssertClose(expected[name], Array.ConvertAll(actual[name].Values, value => Scale * value), GoldenRun.Tolerance);
        }
    }

    private static bool IsResidual(string name) => name == "mid" || name.StartsWith("down.", StringComparison.Ordinal);

    private static NetworkTensor Tensor(GoldenTensor tensor) => new(tensor.Floats, tensor.Shape);
}
