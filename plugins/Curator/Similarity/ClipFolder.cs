using Atelier.Networks;

namespace Atelier.Curator.Similarity;

/// <summary>A CLIP model as it is exported to ONNX: the two halves, in the folder with the tokenizer or in <c>onnx</c> below it.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Vision">Pictures to numbers.</param>
/// <param name="Text">Texts to numbers.</param>
internal sealed record ClipFolder(string Name, ModelFile Vision, ModelFile Text)
{
    private const string VisionName = "vision_model.onnx";
    private const string TextName = "text_model.onnx";

    /// <summary>The first by name that has both halves; null where there is none.</summary>
    public static ClipFolder? First(IModelFiles files) => files.List(ModelFileKinds.Clip)
        .Select(file => Directory.Exists(file.Path) ? file.Path : Path.GetDirectoryName(file.Path)!)
        .Distinct()
        .Select(At)
        .FirstOrDefault(folder => folder is not null);

    private static ClipFolder? At(string folder)
    {
        foreach (var place in (string[])[folder, Path.Combine(folder, "onnx")])
        {
            var (vision, text) = (Path.Combine(place, VisionName), Path.Combine(place, TextName));
            if (File.Exists(vision) && File.Exists(text))
            {
                var name = Path.GetFileName(folder);
                return new ClipFolder(
                    name, new ModelFile(ModelFileKinds.Clip, $"{name}/vision_model", vision),
                    new ModelFile(ModelFileKinds.Clip, $"{name}/text_model", text));
            }
        }

        return null;
    }
}
