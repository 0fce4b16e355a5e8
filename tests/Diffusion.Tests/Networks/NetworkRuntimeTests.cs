using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Tests.Networks;

public sealed class NetworkRuntimeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NetworkRuntime _runtime = new(new SessionFactory(new OnnxRuntimeOptions()), TimeProvider.System);

    public void Dispose()
    {
        _runtime.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_onnx_file_says_what_it_takes_and_gives()
    {
        using var network = _runtime.Open(Write("some.onnx", SomeOnnx.Cast(from: 2, to: 10)));
        Assert.Equal("onnx", network.Architecture);
        var input = Assert.Single(network.Inputs);
        Assert.Equal(("x", "uint8"), (input.Name, input.Type));
        Assert.Equal([-1, 2], input.Shape);
        Assert.Equal(("y", "float16"), (Assert.Single(network.Outputs).Name, network.Outputs[0].Type));
    }

    [Theory]
    [InlineData(1, 1.25f, 1.25f)]
    [InlineData(2, 300f, 255f)]
    [InlineData(2, -1f, 0f)]
    [InlineData(6, 2.6f, 3f)]
    [InlineData(7, -2.6f, -3f)]
    [InlineData(9, 0.5f, 1f)]
    [InlineData(10, 1.25f, 1.25f)]
    [InlineData(11, 1.25f, 1.25f)]
    [InlineData(16, 1.25f, 1.25f)]
    public void Values_take_the_type_that_a_network_has_on_the_way_in_and_out(int type, float given, float expected)
    {
        using var network = _runtime.Open(Write("some.onnx", SomeOnnx.Cast(type, type)));
        var output = network.Run(new Dictionary<string, NetworkTensor> { ["x"] = new([given, 0f], 1, 2) })["y"];
        Assert.Equal([expected, 0f], output.Values);
        Assert.Equal([1, 2], output.Shape);
    }

    [Fact]
    public void External_data_beside_the_file_is_read()
    {
        _folder.Write("weights.bin", MemoryMarshal.AsBytes([1f, 2f]).ToArray());
        using var network = _runtime.Open(Write("some.onnx", SomeOnnx.AddExternal("weights.bin")));
        Assert.Equal([11f, 22f], network.Run(new Dictionary<string, NetworkTensor> { ["x"] = new([10f, 20f], 1, 2) })["y"].Values);
    }

    [Fact]
    public void External_data_elsewhere_is_refused()
    {
        var error = Assert.Throws<RequestException>(() => _runtime.Open(Write("some.onnx", SomeOnnx.AddExternal("../weights.bin"))));
        Assert.Equal("upscalers", error.Field);
        Assert.Contains("must be a path below the model's folder", error.Problem);
    }

    [Theory]
    [InlineData("broken.onnx", "not an ONNX model")]
    [InlineData("broken.safetensors", "truncated")]
    [InlineData("broken.pth", "Python pickle")]
    public void A_damaged_file_is_refused_with_its_name_and_the_reason(string name, string reason)
    {
        var error = Assert.Throws<RequestException>(() => _runtime.Open(Write(name, [1, 2, 3, 4, 5])));
        Assert.StartsWith("'broken' cannot be used: ", error.Problem);
        Assert.Contains(reason, error.Problem);
    }

    [Fact]
    public void An_onnx_file_that_the_runtime_cannot_load_is_refused()
    {
        var error = Assert.Throws<RequestException>(() => _runtime.Open(Write("some.onnx", SomeOnnx.Cast(to: 99))));
        Assert.Contains("could not be loaded", error.Problem);
    }

    [Fact]
    public void Tensors_of_no_known_network_are_refused()
    {
        var error = Assert.Throws<RequestException>(
            () => _runtime.Open(Write("some.safetensors", SafetensorsWriter.Of(TensorType.F32, [("something.weight", [2, 2])]))));
        Assert.Contains("no network that is known", error.Problem);
    }

    [Fact]
    public void A_folder_without_weights_is_refused()
    {
        _folder.Write("empty/config.json", "{}");
        var error = Assert.Throws<RequestException>(
            () => _runtime.Open(new ModelFile(ModelFileKinds.ControlNet, "empty", _folder.PathOf("empty"))));
        Assert.Contains("holds no weights", error.Problem);
    }

    [Fact]
    public void Inputs_that_a_network_does_not_take_are_named()
    {
        using var network = _runtime.Open(Write("some.onnx", SomeOnnx.Cast()));
        var error = Assert.Throws<ArgumentException>(
            () => network.Run(new Dictionary<string, NetworkTensor> { ["z"] = new([1f, 2f], 1, 2) }));
        Assert.StartsWith("The network takes x; it was given z.", error.Message);
    }

    [Fact]
    public void A_network_stays_for_the_next_that_opens_it_until_its_file_changes()
    {
        var file = Write("some.onnx", SomeOnnx.Cast());
        _runtime.Open(file).Dispose();
        _runtime.Open(file).Dispose();
        Assert.Equal(1, _runtime.Loads);
        Write("some.onnx", SomeOnnx.Cast(to: 10));
        using var network = _runtime.Open(file);
        Assert.Equal("float16", network.Outputs[0].Type);
        Assert.Equal((2, 1), (_runtime.Loads, _runtime.Resident));
    }

    [Fact]
    public void The_one_used_longest_ago_goes_when_the_budget_is_spent()
    {
        var files = new[] { "a", "b", "c" }.Select(name => Write($"{name}.onnx", SomeOnnx.Cast())).ToArray();
        _runtime.Budget = 2 * new FileInfo(files[0].Path).Length;
        _runtime.Open(files[0]).Dispose();
        _runtime.Open(files[1]).Dispose();
        _runtime.Open(files[0]).Dispose();
        _runtime.Open(files[2]).Dispose();
        Assert.Equal((3, 2), (_runtime.Loads, _runtime.Resident));
        _runtime.Open(files[0]).Dispose();
        Assert.Equal(3, _runtime.Loads);
        _runtime.Open(files[1]).Dispose();
        Assert.Equal(4, _runtime.Loads);
    }

    [Fact]
    public void One_in_use_stays_whatever_the_budget()
    {
        using var first = _runtime.Open(Write("a.onnx", SomeOnnx.Cast()));
        using var second = _runtime.Open(Write("b.onnx", SomeOnnx.Cast()));
        Assert.Equal([1f, 2f], first.Run(new Dictionary<string, NetworkTensor> { ["x"] = new([1f, 2f], 1, 2) })["y"].Values);
        Assert.Equal(2, _runtime.Resident);
    }

    [Fact]
    public void A_network_that_nobody_uses_goes_when_it_is_idle()
    {
        using var used = _runtime.Open(Write("a.onnx", SomeOnnx.Cast()));
        _runtime.Open(Write("b.onnx", SomeOnnx.Cast())).Dispose();
        Assert.Equal(1, _runtime.UnloadIdle(TimeSpan.Zero));
        Assert.Equal(1, _runtime.Resident);
    }

    [Fact]
    public void A_use_that_is_over_runs_no_more()
    {
        var network = _runtime.Open(Write("a.onnx", SomeOnnx.Cast()));
        network.Dispose();
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Run(new Dictionary<string, NetworkTensor> { ["x"] = new([1f, 2f], 1, 2) }));
    }

    private ModelFile Write(string name, byte[] bytes) =>
        new(ModelFileKinds.Upscaler, Path.GetFileNameWithoutExtension(name), _folder.Write(name, bytes));
}
