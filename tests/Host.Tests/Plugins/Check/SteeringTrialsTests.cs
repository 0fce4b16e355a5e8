using Atelier.Adapters;
using Atelier.Conditioning;
using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Check;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Plugins;
using Atelier.Preprocessing;
using Atelier.Tensors;
using Atelier.Upscaling;

namespace Atelier.Host.Tests.Plugins.Check;

public class SteeringTrialsTests
{
    [Theory]
    [InlineData("preprocessor careless", "gives a map of 1×1; it must be 24×16")]
    [InlineData("upscaler careless", "gives a picture of 66×40; it must be 33×20")]
    [InlineData("latent upscaler careless", "gives values that are not numbers")]
    [InlineData("conditioner careless", "adds to the UNet where no unit is given")]
    [InlineData("adapter format careless", "takes the tensor something.of_no_format, which is of no format")]
    public void A_part_that_does_wrong_is_told(string what, string problem) =>
        Assert.Equal(problem, Outcome(new Careless(), what).Problem);

    [Theory]
    [InlineData("preprocessor of_files", "put one into models/annotators")]
    [InlineData("upscaler of_files", "put one into models/upscalers")]
    public void A_part_that_works_with_files_says_that_it_needs_one(string what, string note)
    {
        var outcome = Outcome(new OfFiles(), what);
        Assert.Null(outcome.Problem);
        Assert.Contains(note, outcome.Note);
    }

    [Fact]
    public void A_conditioner_blames_the_unit_whose_network_is_not_there() =>
        Assert.Equal("blames model where controls[0].model is at fault", Outcome(new OfFiles(), "conditioner of_files").Problem);

    private static TrialOutcome Outcome(IPlugin plugin, string what)
    {
        var parts = new PluginParts();
        plugin.Configure(parts);
        return SteeringTrials.Of(parts).Single(trial => trial.What == what).Run();
    }

    private sealed class Careless : IPlugin, IPreprocessor, IUpscaler, ILatentUpscaler, IConditioner, IConditioning, IAdapterFormat
    {
        public string Name => "careless";

        public void Configure(IPluginBuilder builder) =>
            builder.AddPreprocessor(this).AddUpscaler(this).AddLatentUpscaler(this).AddConditioner(this).AddAdapter(this);

        IReadOnlyList<PreprocessorModel>? IPreprocessor.Models(IModelFiles files) => null;

        IReadOnlyList<ModelFile>? IUpscaler.Models(IModelFiles files) => null;

        public Picture Process(Picture picture, PreprocessingContext context) => Picture.Own(1, 1, new byte[3]);

        public Picture Upscale(Picture picture, UpscalingContext context) =>
            Picture.Own(2 * context.Width, 2 * context.Height, new byte[4 * 3 * context.Width * context.Height]);

        public Latent Upscale(Latent latent, int width, int height)
        {
            var shape = new TensorShape(latent.Shape[0], latent.Shape[1], height, width);
            return Latent.Own(shape, [.. Enumerable.Repeat(double.NaN, shape.ElementCount)]);
        }

        public IConditioning Prepare(ConditioningRequest request) => this;

        public UNetResiduals At(UNetPass pass) => new([], pass.Sample);

        public IReadOnlyList<AdapterLayer> Read(IAdapterFile file, AdapterModel model) =>
            [new AdapterLayer(model.Targets[0], "weight", [file.Tensors[0].Name], new LowRankChange(1, 1, () => [1], () => [1]))];

        public void Dispose()
        {
        }
    }

    private sealed class OfFiles : IPlugin, IPreprocessor, IUpscaler, IConditioner, IConditioning
    {
        public string Name => "of_files";

        public void Configure(IPluginBuilder builder) => builder.AddPreprocessor(this).AddUpscaler(this).AddConditioner(this);

        IReadOnlyList<PreprocessorModel> IPreprocessor.Models(IModelFiles files) => [];

        public IReadOnlyList<ModelFile> Models(IModelFiles files) => files.List(ModelFileKinds.Upscaler);

        public Picture Process(Picture picture, PreprocessingContext context) => throw new InvalidOperationException("There is no file.");

        public Picture Upscale(Picture picture, UpscalingContext context) => throw new InvalidOperationException("There is no file.");

        public IConditioning Prepare(ConditioningRequest request)
        {
            foreach (var unit in request.Units)
            {
                request.Files.Find(ModelFileKinds.ControlNet, unit.Unit.Model, "model");
            }

            return this;
        }

        public UNetResiduals? At(UNetPass pass) => null;

        public void Dispose()
        {
        }
    }
}
