using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A picture that was uploaded.</summary>
/// <param name="Picture">What requests name it by: <c>sha256:</c> and the hash of its file.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
internal sealed record UploadView(string Picture, int Width, int Height, long Bytes, string Format)
{
    public static UploadView Of(StoredUpload upload) =>
        new(PictureHash.Reference(upload.Hash), upload.Width, upload.Height, upload.Bytes, upload.Format);
}
