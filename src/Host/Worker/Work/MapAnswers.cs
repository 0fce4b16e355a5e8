using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Control;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Host.Worker.Work;

/// <summary>Answers what is asked of preprocessors.</summary>
internal sealed class MapAnswers(IModelFiles files, IModelRuntime networks)
{
    public MapFile Make(IPartRegistry parts, PreprocessQuestion question, CancellationToken cancellation)
    {
        var task = new PreprocessorTask(question.Preprocessor)
        {
            Options = question.Options,
            Resolution = question.Resolution,
            Mask = question.Mask is { } mask ? Decode(mask, "mask") : null,
            Seed = question.Seed,
        };
        var map = new PreprocessorRunner(parts, files, networks).Run(Decode(question.File, "picture"), task, cancellation).Picture;
        return new MapFile(PictureCodec.Encode(map, new PngEncoding()), map.Width, map.Height);
    }

    public IReadOnlyList<PreprocessorInfo> List(IPartRegistry parts) =>
    [
        .. new PreprocessorCatalog(parts, files).All().Select(entry => new PreprocessorInfo(
            entry.Name, entry.Label, entry.Aliases, entry.Description, entry.ControlType, entry.Model is not null, entry.Part.MarksMask,
            entry.Part.KeepsSize,
            entry.Part.Options)),
    ];

    private static Picture Decode(byte[] file, string field)
    {
        try
        {
            return PictureCodec.Decode(file);
        }
        catch (PictureException exception)
        {
            throw new RequestException(field, exception.Message);
        }
    }
}
