using Atelier.Adapters;
using Atelier.Conditioning;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;
using Atelier.Tensors;
using Atelier.Upscaling;

namespace Atelier.Host.Plugins.Check;

/// <summary>Tries the parts of a plugin that steer and finish pictures, without any file beside the models.</summary>
internal static class SteeringTrials
{
    private const string ModelField = "controls[0].model";

    private static readonly AdapterTarget Layer = new("unet", "mid_block.attentions.0.to_q", [8, 8], HasBias: true);
    private static readonly UNetShape UNet = new("sd1", 768, [320, 640], 1280);

    public static IEnumerable<PartTrial> Of(PluginParts parts) =>
    [
        .. Each<IPreprocessor>(parts, "preprocessor", Preprocessor),
        .. Each<IUpscaler>(parts, "upscaler", Upscaler),
        .. Each<ILatentUpscaler>(parts, "latent upscaler", LatentUpscaler),
        .. Each<IConditioner>(parts, "conditioner", Conditioner),
        .. Each<IAdapterFormat>(parts, "adapter format", Adapter),
    ];

    private static IEnumerable<PartTrial> Each<T>(PluginParts parts, string kind, Func<T, TrialOutcome> run)
        where T : class, INamed => parts.Of<T>().Select(part => new PartTrial($"{kind} {part.Name}", part.Value, () => run(part.Value)));

    private static TrialOutcome Preprocessor(IPreprocessor preprocessor)
    {
        if (preprocessor.Models(TrialFiles.None) is not null)
        {
            return Untried(ModelFileKinds.Annotator);
        }

        var picture = TrialPicture.Some(24, 16);
        var context = new PreprocessingContext(
            PartOptions.Bind(preprocessor.Options), null, 1, null, TrialFiles.None, CancellationToken.None);
        var maps = Enumerable.Range(0, 2).Select(_ => preprocessor.Process(picture, context)).ToArray();
        return Size(maps[0], 24, 16, "map")
            ?? (maps[0].Pixels.SequenceEqual(maps[1].Pixels) ? null : "gives other maps for the same picture and seed");
    }

    private static TrialOutcome Upscaler(IUpscaler upscaler)
    {
        var context = new UpscalingContext(33, 20, null, TrialFiles.None, null, CancellationToken.None);
        return upscaler.Models(TrialFiles.None) is not null
            ? Untried(ModelFileKinds.Upscaler)
            : Size(upscaler.Upscale(TrialPicture.Some(16, 12), context), context.Width, context.Height, "picture");
    }

    private static TrialOutcome LatentUpscaler(ILatentUpscaler upscaler)
    {
        var wanted = new TensorShape(2, 4, 9, 12);
        var made = upscaler.Upscale(new Latent(new TensorShape(2, 4, 6, 8)), 12, 9);
        return made is null ? "gives null"
            : !made.Shape.Equals(wanted) ? $"gives a latent of {made.Shape}; {wanted} was asked for"
            : made.Values.ToArray().All(double.IsFinite) ? null : "gives values that are not numbers";
    }

    private static TrialOutcome Conditioner(IConditioner conditioner)
    {
        using (var idle = conditioner.Prepare(Request()))
        {
            if (idle is null)
            {
                return "prepares null";
            }

            if (idle.At(Pass()) is not null)
            {
                return "adds to the UNet where no unit is given";
            }
        }

        try
        {
            using var conditioning = conditioner.Prepare(Request(new ControlUnit { Model = "trial" }));
            return "prepares a unit whose network is not there; it must throw a RequestException";
        }
        catch (RequestException missing)
        {
            return missing.Field == ModelField ? null : $"blames {missing.Field} where {ModelField} is at fault";
        }
    }

    private static TrialOutcome Adapter(IAdapterFormat format)
    {
        var layers = format.Read(new TrialAdapter(), new AdapterModel("sd1", [Layer]));
        return layers is null ? "gives null"
            : layers.Count > 0 ? $"takes the tensor {layers[0].Tensors.FirstOrDefault()}, which is of no format" : null;
    }

    private static TrialOutcome Untried(string kind) => new(null, $"lists its files; to try it on one, put one into models/{kind}");

    private static string? Size(Picture? made, int width, int height, string what) => made is null ? "gives null"
        : (made.Width, made.Height) == (width, height) ? null
        : $"gives a {what} of {made.Width}×{made.Height}; it must be {width}×{height}";

    private static ConditioningRequest Request(params ControlUnit[] units) => new(
        [.. units.Select(unit => new PreparedControl(unit, "controls[0]", TrialPicture.Some(64, 64)))],
        UNet, new TensorShape(1, 4, 8, 8), TrialFiles.None, TrialFiles.None, CancellationToken.None);

    private static UNetPass Pass() => new(
        new NetworkTensor(new float[4 * 8 * 8], 1, 4, 8, 8), 500, new NetworkTensor(new float[77 * 768], 1, 77, 768), null, null,
        [false], 0.5, CancellationToken.None);
}
