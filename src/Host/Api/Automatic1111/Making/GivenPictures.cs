using Atelier.Host.Inputs;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>
/// Pictures in a request's fields, as the queue takes them: base64 goes in as it is, what an address gives is kept first.
/// </summary>
internal sealed class GivenPictures(PictureFetch fetch, Uploads uploads)
{
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="text">What it says.</param>
    /// <param name="owner">Whose request it is.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string> ReferenceAsync(string field, string text, string owner, CancellationToken cancellation)
    {
        if (!InlinePicture.IsAddress(text))
        {
            return text;
        }

        var file = await fetch.ReadAsync(field, text, cancellation);
        return PictureHash.Reference((await uploads.KeepAsync(file, InlinePicture.Header(field, file), owner, cancellation)).Hash);
    }
}
