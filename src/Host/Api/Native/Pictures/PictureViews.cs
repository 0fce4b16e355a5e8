using Atelier.Host.Api.Errors;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary>Pictures as their callers may see them.</summary>
internal sealed class PictureViews(IPictureStore pictures)
{
    /// <summary>A picture that a caller may see.</summary>
    /// <exception cref="ApiException">There is none of that id, or it is another's: the answer is the same.</exception>
    public async Task<StoredPicture> FindAsync(string id, Caller caller, CancellationToken cancellation) =>
        Ids.AreLike(id) && await pictures.FindAsync(id, cancellation) is { } picture && caller.MaySee(picture.Owner)
            ? picture
            : throw new ApiException(ApiError.NotFound("there is no picture of this id"));
}
