using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A picture of the engine's.</summary>
internal sealed class MadePicture(GeneratedPicture made) : IMadePicture
{
    private static readonly PictureWriter Writer = new();

    public int Width => made.Picture.Width;

    public int Height => made.Picture.Height;

    public ulong Seed => made.Recipe.Seed;

    public string Recipe => made.Recipe.ToJson();

    public string Save(PictureTarget target)
    {
        var encoding = target.Encoding;
        var file = PictureCodec.Encode(made.Picture, encoding, made.Metadata);
        if (target.IsFolder)
        {
            return Writer.WriteNext(target.Path, Seed, encoding.Extension, file);
        }

        Writer.Write(target.Path, file);
        return target.Path;
    }
}
