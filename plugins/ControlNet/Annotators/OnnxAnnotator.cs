using Atelier.ControlNet.Rasters;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Annotators;

/// <summary>Networks in <c>models/annotators</c>, each an ONNX file with a JSON file of its name beside it.</summary>
internal sealed class OnnxAnnotator : IPreprocessor
{
    private const string Onnx = ".onnx";

    public string Name => "onnx_annotator";

    public string Description => "Any ONNX network in models/annotators, by its file's name.";

    public IReadOnlyList<PreprocessorModel> Models(IModelFiles files) =>
    [
        .. files.List(ModelFileKinds.Annotator).Where(file => Path.GetExtension(file.Path).Equals(Onnx, StringComparison.OrdinalIgnoreCase))
            .Select(Describe),
    ];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var file = context.Model
            ?? throw new RequestException("preprocessor", $"'{Name}' is found by a file's name in models/{ModelFileKinds.Annotator}");
        try
        {
            return Run(AnnotatorCard.Beside(file.Path), file, picture, context);
        }
        catch (CardException exception)
        {
            var json = $"{Path.GetFileNameWithoutExtension(file.Path)}.json";
            throw new RequestException("preprocessor", exception.Message.StartsWith(json, StringComparison.Ordinal)
                ? $"{ModelFileKinds.Annotator}/{exception.Message}"
                : $"{ModelFileKinds.Annotator}/{json}: {exception.Message}");
        }
    }

    // One that cannot be used is listed with its reason, not left out.
    private static PreprocessorModel Describe(ModelFile file)
    {
        try
        {
            var card = AnnotatorCard.Beside(file.Path);
            return new PreprocessorModel(
                file, card.Label ?? file.Name, card.Description ?? $"A network that makes maps of {card.Kind}.", card.ControlType);
        }
        catch (CardException exception)
        {
            return new PreprocessorModel(file, file.Name, $"Cannot be used: {exception.Message}", "");
        }
    }

    private static Picture Run(AnnotatorCard card, ModelFile file, Picture picture, PreprocessingContext context)
    {
        using var network = context.Runtime.Open(file, context.Cancellation);
        var input = Port(network.Inputs, card.Input.Name, "input");
        if (network.Inputs.Count > 1)
        {
            throw new CardException(
                $"does not fit its network: it takes {string.Join(", ", network.Inputs.Select(port => port.Name))}, and an annotator takes a picture alone");
        }

        var output = Port(network.Outputs, card.Output.Name, "output");
        var tensor = card.Input.Tensor(Raster.Of(picture), input, context.Cancellation);
        var made = network.Run(new Dictionary<string, NetworkTensor> { [input.Name] = tensor }, context.Cancellation)[output.Name];
        return card.Output.Values == "keypoints"
            ? Skeleton.Draw(
                Keypoints.Of(card.Output, made, card.Input.IsNchw ? tensor.Shape[3] : tensor.Shape[2],
                    card.Input.IsNchw ? tensor.Shape[2] : tensor.Shape[1]), picture.Width, picture.Height)
            : AnnotatorMap.Of(card.Output, made, card.Input.IsNchw, picture.Width, picture.Height, context.Cancellation);
    }

    private static NetworkPort Port(IReadOnlyList<NetworkPort> ports, string? name, string field) =>
        ports.FirstOrDefault(port => name is null || port.Name == name)
        ?? throw new CardException($"{field}.name is '{name}', but the network has {string.Join(", ", ports.Select(port => port.Name))}");
}
