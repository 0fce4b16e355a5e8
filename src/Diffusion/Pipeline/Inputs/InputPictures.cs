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

    /// <summary>
    /// A mask: white is painted anew, black and what is transparent is kept; or of its transparency, what is transparent is painted anew.
    /// </summary>
    /// <exception cref="RequestException">There is none, or it cannot be used.</exception>
    public Mask ReadMask(string reference, string field, bool ofAlpha = false) => Mask.Of(ofAlpha
        ? Decode(reference, field, PictureCodec.DecodeTransparency)
            ?? throw new RequestException(field, "has no transparency; what is to be painted anew must be transparent")
        : Decode(reference, field, file => PictureCodec.Decode(file, ground: 0)));

    private T Decode<T>(string reference, string field, Func<ReadOnlyMemory<byte>, T> decode)
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
