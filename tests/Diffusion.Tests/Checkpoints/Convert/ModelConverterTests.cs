using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class ModelConverterTests : IDisposable
{
    private static readonly string Starter = Path.Combine(Golden.RepositoryRoot, "models", "starter");
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Precision.Fp32, "F32", "F32", 1e-6)]
    [InlineData(Precision.Bf16, "BF16", "F16", 0.05)]
    [InlineData(Precision.Int8, "int8 + F16", "F16", 0.05)]
    [InlineData(Precision.Int4, "int8 + int4 + F16", "F16", 0.15)]
    public void A_folder_becomes_a_folder_that_opens_and_answers_nearly_the_same(
        Precision precision, string unet, string vae, double tolerance)
    {
        var target = _folder.PathOf("converted");
        ModelConverter.Convert(new ConversionRequest(Starter, target, precision));

        var report = CheckpointInspector.Inspect(target, modelsFolder: null, hash: false);
        Assert.Equal("ready", report.State);
        Assert.Equal(unet, Precisions(report, "unet"));
        Assert.Equal(vae, Precisions(report, "vae"));
        Assert.True(File.Exists(Path.Combine(target, "atelier-model.json")));

        using var before = CheckpointReader.Open(Starter, null);
        using var after = CheckpointReader.Open(target, null);
        var trials =
            new[] { before, after }.Select(checkpoint => UNetTrial.Of(checkpoint.UNet, new OnnxRuntimeOptions(), side: 8, steps: 1))
                .ToArray();
        Assert.InRange(trials[1].ErrorBeside(trials[0]).Mean, 0, tolerance);
        Assert.Equal(before.UNet.Config.CrossAttentionDim, after.UNet.Config.CrossAttentionDim);
    }

    [GoldenTheory]
    [Trait("Category", "Golden")]
    [InlineData("sd15", Precision.Int8)]
    [InlineData("sdxl", Precision.Int4)]
    public void A_single_file_stays_one_with_the_names_it_had(string name, Precision precision)
    {
        var target = _folder.PathOf("converted.safetensors");
        ModelConverter.Convert(new ConversionRequest(Golden.PathOf($"{name}.safetensors"), target, precision));
        using var before = CheckpointReader.Open(Golden.PathOf($"{name}.safetensors"), Golden.Folder);
        using var after = CheckpointReader.Open(target, Golden.Folder);
        Assert.Equal(before.UNet.Weights.Names.Order(), after.UNet.Weights.Names.Order());
        foreach (var (was, now) in before.TextEncoders.Zip(after.TextEncoders))
        {
            Assert.All(was.Weights.Names, weight => AssertNear(was.Weights, now.Weights, weight, 0.01));
        }

        Assert.All(before.UNet.Weights.Names, weight => AssertNear(before.UNet.Weights, after.UNet.Weights, weight, 0.13));
        Assert.All(before.Vae.Weights.Names, weight => AssertNear(before.Vae.Weights, after.Vae.Weights, weight, 0));
    }

    [Fact]
    public void Only_the_components_that_are_named_are_converted()
    {
        var target = _folder.PathOf("converted");
        ModelConverter.Convert(new ConversionRequest(Starter, target, Precision.Fp32) { Components = new HashSet<string> { "vae" } });
        var report = CheckpointInspector.Inspect(target, null, hash: false);
        Assert.Equal(("F16", "F32"), (Precisions(report, "unet"), Precisions(report, "vae")));
    }

    [Fact]
    public void What_is_there_already_is_replaced_only_by_force()
    {
        var target = _folder.PathOf("taken");
        _folder.Write("taken/kept.txt", "kept");
        var request = new ConversionRequest(Starter, target, Precision.Fp16);
        Assert.Contains(
            "--force", Assert.Throws<CheckpointException>(() => ModelConverter.Convert(request)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.PathOf("taken", "kept.txt")));

        ModelConverter.Convert(request with { Force = true });
        Assert.False(File.Exists(_folder.PathOf("taken", "kept.txt")));
        Assert.Equal([target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_conversion_that_is_cancelled_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => ModelConverter.Convert(
            new ConversionRequest(Starter, _folder.PathOf("converted"), Precision.Int8), _ => cancellation.Cancel(), cancellation.Token));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_model_that_is_quantized_is_not_quantized_again()
    {
        ModelConverter.Convert(new ConversionRequest(Starter, _folder.PathOf("once"), Precision.Int8));
        var error = Assert.Throws<CheckpointException>(
            () => ModelConverter.Convert(new ConversionRequest(_folder.PathOf("once"), _folder.PathOf("twice"), Precision.Int4)));
        Assert.Contains("quantized already", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("converted.safetensors", "must be what it becomes")]
    [InlineData("missing/converted", "there is no folder")]
    public void A_target_that_cannot_be_is_refused(string target, string reason)
    {
        var error = Assert.Throws<CheckpointException>(
            () => ModelConverter.Convert(new ConversionRequest(Starter, _folder.PathOf(target), Precision.Fp16)));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_that_does_not_exist_is_told_with_those_that_do()
    {
        var request =
            new ConversionRequest(Starter, _folder.PathOf("converted"), Precision.Fp16) { Components = new HashSet<string> { "unit" } };
        var message = Assert.Throws<CheckpointException>(() => ModelConverter.Convert(request)).Message;
        Assert.Contains("'unit'", message, StringComparison.Ordinal);
        Assert.Contains("unet", message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Precisions(CheckpointReport report, string component) =>
        report.Components.Single(part => part.Name == component).Precision;

    private static void AssertNear(IWeights expected, IWeights actual, string name, double tolerance)
    {
        var (right, stored) = (expected.Floats(expected.Find(name)!), actual.Floats(actual.Find(name)!));
        var error = Math.Sqrt(
            right.Zip(stored).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / Math.Max(right.Sum(value => Math.Pow(value, 2)), 1e-12));
        Assert.True(error <= tolerance, $"{name} is off by {error:g3} of its root mean square; at most {tolerance} is allowed.");
    }
}
