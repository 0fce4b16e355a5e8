using System.Text.Json;

namespace Atelier.ControlNet.Annotators;

/// <summary>What the JSON beside an annotator's network says of it.</summary>
/// <param name="Label">What people read; null where it says none.</param>
/// <param name="Description">In a line; null where it says none.</param>
/// <param name="Kind">What its maps show: a key of <see cref="ControlTypes"/>.</param>
/// <param name="Input">What the network takes.</param>
/// <param name="Output">What becomes of what it gives.</param>
internal sealed record AnnotatorCard(string? Label, string? Description, string Kind, CardInput Input, CardOutput Output)
{
    private const int LargestFile = 64 << 10;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>AUTOMATIC1111's names of the ControlNets that each kind of map is for.</summary>
    public static IReadOnlyDictionary<string, string> ControlTypes { get; } = new Dictionary<string, string>
    {
        ["depth"] = "Depth", ["normal"] = "NormalMap", ["pose"] = "OpenPose", ["segmentation"] = "Segmentation", ["edges"] = "SoftEdge",
        ["lineart"] = "Lineart", ["scribble"] = "Scribble", ["lines"] = "MLSD", ["other"] = "",
    };

    public string ControlType => ControlTypes[Kind];

    /// <summary>Reads the JSON beside a network.</summary>
    /// <param name="network">The network's path.</param>
    /// <exception cref="CardException">It is not there or cannot be used; the message begins with its name.</exception>
    public static AnnotatorCard Beside(string network)
    {
        var path = Path.ChangeExtension(network, ".json");
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new CardException("is missing: it lies beside the network and says what the network takes and gives");
            }

            return file.Length <= LargestFile ? Read(File.ReadAllBytes(path)) : throw new CardException($"is over {LargestFile >> 10} KB");
        }
        catch (Exception exception) when (exception is CardException or JsonException or IOException or UnauthorizedAccessException)
        {
            var problem = exception is CardException ? exception.Message
                : exception is JsonException json ? $"is not JSON: {json.Message.ReplaceLineEndings(" ")}" : "cannot be read";
            throw new CardException($"{Path.GetFileName(path)}: {problem}");
        }
    }

    private static AnnotatorCard Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json, Strict);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new CardException("must be an object");
        }

        var root = new CardObject(document.RootElement);
        var card = new AnnotatorCard(
            root.Text("label"), root.Text("description"), root.RequiredChoice("kind", [.. ControlTypes.Keys]),
            CardInput.Read(root.Child("input")),
            CardOutput.Read(root.Child("output")));
        root.Done();
        return card;
    }
}
