using Atelier.Diffusion.Pipeline.Control;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Estimates how far things are in a picture, with the preprocessor that is called so.</summary>
/// <param name="parts">Preprocessors.</param>
/// <param name="models">What they run their networks with.</param>
internal sealed class DepthEstimate(IPartRegistry parts, ModelLoader models)
{
    private const string Preprocessor = "depth";
    private const string Field = "image.depth";

    /// <summary>A depth map of a picture, white near.</summary>
    /// <exception cref="RequestException">Nothing here makes one.</exception>
    public Picture Of(Picture picture, CancellationToken cancellation)
    {
        if (!new PreprocessorCatalog(parts, models.Files).All().Any(entry => entry.Goes(Preprocessor)))
        {
            throw new RequestException(
                Field, $"is missing, and no preprocessor called {Preprocessor} is here to estimate one; give a depth map, white near, or add such an annotator");
        }

        var task = new PreprocessorTask(Preprocessor) { Fields = new PreprocessorFields(Field, Field, Field) };
        return new PreprocessorRunner(parts, models.Files, models.Networks).Run(picture, task, cancellation).Picture;
    }
}
