using Atelier.Curating;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Curator.Similarity;

/// <summary>
/// CLIPScore (Hessel et al. 2021): 2.5 times the cosine between what a CLIP model sees in the picture and reads in the prompt, nothing
/// below 0. The paper's 2.5 brings the usual cosines, below 0.4, to 0…1; what is above is cut.
/// </summary>
internal sealed class ClipSimilarity : IPictureScorer
{
    private const double Weight = 2.5;
    private const string Wanted =
        "needs a CLIP model: put vision_model.onnx, text_model.onnx, vocab.json and merges.txt into a folder in models/clip";

    public string Name => "clip_similarity";

    public string Label => "CLIP similarity";

    public string Description =>
        "How well the picture shows the prompt, by the first CLIP model in models/clip: CLIPScore, Hessel et al. 2021.";

    public string? Lacks(IModelFiles files) => ClipFolder.First(files) is null ? Wanted : null;

    public double Score(Picture picture, CuratingContext context)
    {
        var folder = ClipFolder.First(context.Files) ?? throw new RequestException(Name, Wanted);
        var seen = ClipVision.Embed(context.Runtime, folder.Vision, picture, context.Cancellation);
        var read = ClipText.Embed(context.Runtime, folder.Text, context.Prompt, context.Cancellation);
        return seen.Length == read.Length
            ? Math.Clamp(Weight * Cosine(seen, read), 0, 1)
            : throw new RequestException(
                Name, $"{folder.Name} sees {seen.Length} numbers and reads {read.Length}; both files must be of one CLIP model");
    }

    private static double Cosine(float[] a, float[] b)
    {
        var (dot, lengthA, lengthB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            lengthA += (double)a[i] * a[i];
            lengthB += (double)b[i] * b[i];
        }

        return lengthA > 0 && lengthB > 0 ? dot / Math.Sqrt(lengthA * lengthB) : 0;
    }
}
