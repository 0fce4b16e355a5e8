using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Reads and decodes the pictures that a request names. What is wrong with one is said by its field.</summary>
internal sealed class InputPictures(IPictureSource source)
{
    /// <summary>A picture; transparency is laid on white.</summary>
    /// <exception cref="RequestException">There is none, or it cannot be used.</exception>
    public Picture Read(string reference, string field) => Decode(reference, field, file => PictureCodec.Decode(file));

    /// <summary>A mask: white is painted anew, black and what is transparent is kept.</summary>
    /// <exception cref="RequestException">There is none, or it cannot be used.</exception>
    public Mask ReadMask(string reference, string field) => Mask.Of(Decode(reference, field, file => PictureCodec.Decode(file, ground: 0)));

    private Picture Decode(string reference, string field, Func<ReadOnlyMemory<byte>, Picture> decode)
    {
        try
        {
            return decode(source.Read(reference, field));
        }
        catch (PictureException exception)
        {
            throw new RequestException(field, exception.Message);
        }
    }
}
