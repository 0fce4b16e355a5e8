using Atelier.Imaging;
using Microsoft.Win32.SafeHandles;

namespace Atelier.Diffusion.Imaging.Vips;

/// <summary>One operation of libvips by its name: set what goes in, build, get what comes out.</summary>
internal sealed unsafe class VipsOperation : SafeHandleZeroOrMinusOneIsInvalid
{
    public VipsOperation(string name)
        : base(ownsHandle: true)
    {
        VipsLibrary.Ensure();
        SetHandle(VipsNative.NewOperation(name));
        if (IsInvalid)
        {
            throw new PictureException($"This libvips has no {name}: {VipsLibrary.TakeError()}.");
        }
    }

    /// <summary>Sets an integer; GObject turns it into the Boolean, enumeration, flags or array that the property is.</summary>
    public void Set(string property, int number)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.IntType);
        VipsNative.SetInt(ref value, number);
        Give(property, ref value);
    }

    public void Set(string property, double number)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.DoubleType);
        VipsNative.SetDouble(ref value, number);
        Give(property, ref value);
    }

    public void Set(string property, string text)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.StringType);
        VipsNative.SetString(ref value, text);
        Give(property, ref value);
    }

    public void Set(string property, VipsImage image)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.ImageType());
        VipsNative.SetObject(ref value, image);
        Give(property, ref value);
    }

    /// <summary>Sets bytes that the caller keeps pinned until every image made from them is gone.</summary>
    public void Set(string property, byte* data, int length)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.BlobType());
        VipsNative.SetBlob(ref value, 0, data, (nuint)length);
        Give(property, ref value);
    }

    /// <summary>Runs the operation; its outputs can be got afterwards.</summary>
    /// <param name="failure">Begins the message where it fails.</param>
    public void Build(string failure)
    {
        var built = VipsNative.BuildOperation(this);
        if (built == 0)
        {
            throw new PictureException($"{failure}: {VipsLibrary.TakeError()}.");
        }

        // Building hands back a reference of its own, to this operation or to an equal one.
        var asked = handle;
        SetHandle(built);
        VipsNative.Unref(asked);
    }

    public VipsImage GetImage(string property = "out")
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.ImageType());
        VipsNative.GetProperty(this, property, ref value);
        var image = new VipsImage(VipsNative.Ref(VipsNative.GetObject(ref value)));
        VipsNative.UnsetValue(ref value);
        return image;
    }

    public byte[] GetBytes(string property)
    {
        var value = default(GValue);
        VipsNative.InitValue(ref value, VipsNative.BlobType());
        VipsNative.GetProperty(this, property, ref value);
        var data = VipsNative.GetBlob(ref value, out var length);
        var bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        VipsNative.UnsetValue(ref value);
        return bytes;
    }

    protected override bool ReleaseHandle()
    {
        VipsNative.UnrefOutputs(handle);
        VipsNative.Unref(handle);
        return true;
    }

    private void Give(string property, ref GValue value)
    {
        VipsNative.SetProperty(this, property, ref value);
        VipsNative.UnsetValue(ref value);
    }
}
