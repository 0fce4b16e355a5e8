using Atelier.ControlNet;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Diffusion.Tests.Networks;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

/// <summary>A network in a folder, run by the runtime: the whole way of an annotator.</summary>
public sealed class AnnotatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NetworkRuntime _networks = new(new SessionFactory(new OnnxRuntimeOptions()), TimeProvider.System);

    public void Dispose()
    {
        _networks.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_network_that_is_dropped_in_makes_maps_with_the_next_request()
    {
        var runner = Runner();
        Assert.Throws<RequestException>(() => Run(runner));

        _folder.Write("annotators/negative.onnx", SomeOnnx.NegativePicture());
        _folder.Write("annotators/negative.json", """{"kind":"depth","output":{"values":"minmax","channel":0}}""");

        Assert.Equal([255, 170, 85, 0], Run(runner));
    }

    [Fact]
    public void Other_words_in_the_json_hold_with_the_next_request()
    {
        var runner = Runner();
        _folder.Write("annotators/negative.onnx", SomeOnnx.NegativePicture());
        _folder.Write("annotators/negative.json", """{"kind":"depth","output":{"values":"minmax","channel":0}}""");
        Run(runner);
        _folder.Write(
            "annotators/negative.json",
            """{"kind":"depth","input":{"size":[4,1]},"output":{"values":"minmax","channel":0,"invert":true}}""");

        Assert.Equal([0, 85, 170, 255], Run(runner));
    }

    [Fact]
    public void A_damaged_network_is_named()
    {
        _folder.Write("annotators/negative.onnx", [1, 2, 3]);
        _folder.Write("annotators/negative.json", """{"kind":"depth","output":{"values":"minmax"}}""");

        var error = Assert.Throws<RequestException>(() => Run(Runner()));

        Assert.Equal("preprocessor", error.Field);
        Assert.StartsWith("'negative' cannot be used: ", error.Problem);
    }

    private PreprocessorRunner Runner() =>
        new(new SomeParts([.. new CollectedParts(new ControlNetPlugin()).Preprocessors.Values]), new ModelFiles(_folder.Path), _networks);

    private static int[] Run(PreprocessorRunner runner)
    {
        var ramp = Picture.Own(4, 1, [.. new byte[] { 0, 60, 120, 180 }.SelectMany(level => Enumerable.Repeat(level, 3))]);
        var map = runner.Run(ramp, new PreprocessorTask("negative"), CancellationToken.None).Picture;
        return [.. Enumerable.Range(0, 4).Select(x => (int)map.Pixels[x * 3])];
    }
}
