using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

/// <summary>Pictures by name.</summary>
internal sealed class SomePictures : IPictureSource
{
    private readonly Dictionary<string, byte[]> _files = [];

    public string Add(string name, Picture picture) => Add(name, PictureCodec.Encode(picture, new PngEncoding()));

    public string Add(string name, Mask mask) => Add(name, mask.ToPicture());

    public string Add(string name, byte[] file)
    {
        _files[name] = file;
        return name;
    }

    public ReadOnlyMemory<byte> Read(string reference, string field) =>
        _files.TryGetValue(reference, out var file) ? file : throw new RequestException(field, $"there is no {reference}");
}
