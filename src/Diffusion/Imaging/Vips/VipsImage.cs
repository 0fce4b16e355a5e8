using Atelier.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Atelier.Diffusion.Imaging.Vips;

/// <summary>A reference to an image of libvips: a recipe for pixels, computed when they are asked for.</summary>
internal sealed unsafe class VipsImage : SafeHandleZeroOrMinusOneIsInvalid
{
    public VipsImage(nint reference)
        : base(ownsHandle: true) => SetHandle(reference);

    public int Width => VipsNative.GetWidth(this);

    public int Height => VipsNative.GetHeight(this);

    public bool HasAlpha => VipsNative.HasAlpha(this) != 0;

    /// <summary>An image over RGB bytes that the caller keeps pinned for as long as the image lives.</summary>
    public static VipsImage Over(byte* pixels, int width, int height)
    {
        const int unsignedByte = 0;
        VipsLibrary.Ensure();
        var image = VipsNative.NewImage(pixels, (nuint)(width * height * Picture.Channels), width, height, Picture.Channels, unsignedByte);
        return image == 0
            ? throw new PictureException($"The picture's memory cannot be used: {VipsLibrary.TakeError()}.")
            : new VipsImage(image);
    }

    /// <summary>Says something about the image that savers look for.</summary>
    public void SetNumber(string name, int value) => VipsNative.SetImageNumber(this, name, value);

    /// <inheritdoc cref="SetNumber"/>
    public void SetNumbers(string name, ReadOnlySpan<int> values)
    {
        fixed (int* first = values)
        {
            VipsNative.SetImageNumbers(this, name, first, values.Length);
        }
    }

    /// <summary>Computes the pixels. An image of any other kind than 8-bit RGB is refused.</summary>
    public Picture ToPicture()
    {
        var pixels = VipsNative.WriteImage(this, out var size);
        if (pixels is null)
        {
            throw new PictureException($"The picture is damaged: {VipsLibrary.TakeError()}.");
        }

        try
        {
            return Picture.Own(Width, Height, new ReadOnlySpan<byte>(pixels, checked((int)size)).ToArray());
        }
        finally
        {
            VipsNative.Free(pixels);
        }
    }

    protected override bool ReleaseHandle()
    {
        VipsNative.Unref(handle);
        return true;
    }
}
