using System.Security.Cryptography;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Inputs;

/// <summary>
/// Turns what a request names as pictures (uploads, pictures made here, pictures in the request itself) into hashes of files that are kept.
/// A job so begins with the same bytes however often it is made, and nobody begins with a picture that he may not see.
/// </summary>
internal sealed class PictureIntake(Uploads uploads, IUploadStore known, IPictureStore pictures, IPictureFiles files)
{
    /// <summary>The request with nothing but hashes; pictures inside it are kept.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="ofAnyone">Whether it may name pictures of any owner.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestException">A picture is unknown, another's, or none.</exception>
    public async Task<GenerationRequest> TakeAsync(GenerationRequest request, string owner, bool ofAnyone, CancellationToken cancellation)
    {
        var taken = new Dictionary<string, string>();
        foreach (var named in PictureReferences.Of(request))
        {
            taken[named.Field] = PictureHash.Reference(IsInline(named)
                ? await KeepAsync(named, owner, cancellation)
                : await FindAsync(named, ofAnyone ? null : owner, cancellation));
        }

        return taken.Count == 0 ? request : PictureReferences.Replace(request, named => taken[named.Field]);
    }

    /// <summary>As <see cref="TakeAsync"/>, but nothing is kept, and all that is wrong is told.</summary>
    public async Task<(IReadOnlyList<RequestException> Problems, GenerationRequest Named)> LookAsync(
        GenerationRequest request, string owner, bool ofAnyone, CancellationToken cancellation)
    {
        var problems = new List<RequestException>();
        var found = new Dictionary<string, string>();
        foreach (var named in PictureReferences.Of(request))
        {
            try
            {
                found[named.Field] = PictureHash.Reference(IsInline(named)
                    ? Convert.ToHexStringLower(SHA256.HashData(InlinePicture.Read(named.Field, named.Reference)))
                    : await FindAsync(named, ofAnyone ? null : owner, cancellation));
            }
            catch (RequestException problem)
            {
                problems.Add(problem);
            }
        }

        return (problems, PictureReferences.Replace(request, named => found.GetValueOrDefault(named.Field, "unknown")));
    }

    /// <summary>The hash of one picture's kept file; one that a request brings is kept first.</summary>
    /// <param name="field">The request's field.</param>
    /// <param name="reference">What it says.</param>
    /// <param name="owner">Whose the request is.</param>
    /// <param name="ofAnyone">Whether it may name pictures of any owner.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestException">It is unknown, another's, or none.</exception>
    public Task<string> HashAsync(string field, string reference, string owner, bool ofAnyone, CancellationToken cancellation)
    {
        var named = new PictureReference(field, reference);
        return IsInline(named) ? KeepAsync(named, owner, cancellation) : FindAsync(named, ofAnyone ? null : owner, cancellation);
    }

    /// <summary>The file of one picture that a request names or brings, which is not kept.</summary>
    /// <param name="field">The request's field.</param>
    /// <param name="reference">What it says.</param>
    /// <param name="owner">Whose the request is.</param>
    /// <param name="ofAnyone">Whether it may name pictures of any owner.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestException">It is unknown, another's, or none.</exception>
    public async Task<byte[]> ReadAsync(string field, string reference, string owner, bool ofAnyone, CancellationToken cancellation)
    {
        var named = new PictureReference(field, reference);
        if (IsInline(named))
        {
            return InlinePicture.Read(field, reference);
        }

        var hash = await FindAsync(named, ofAnyone ? null : owner, cancellation);
        return await files.ReadAsync(hash, cancellation) ?? throw new RequestException(field, "its file is gone");
    }

    /// <summary>The request with a word in the place of each picture that it brings, for checks of all else.</summary>
    public static GenerationRequest Shortened(GenerationRequest request) =>
        PictureReferences.Replace(request, named => IsInline(named) ? "inline" : named.Reference);

    private static bool IsInline(PictureReference named) =>
        InlinePicture.IsLike(named.Reference) && !InlinePicture.IsAddress(named.Reference);

    private async Task<string> KeepAsync(PictureReference named, string owner, CancellationToken cancellation)
    {
        var file = InlinePicture.Read(named.Field, named.Reference);
        return (await uploads.KeepAsync(file, InlinePicture.Header(named.Field, file), owner, cancellation)).Hash;
    }

    // Whether it is another's or not there at all is nobody's business: the answer is the same.
    private async Task<string> FindAsync(PictureReference named, string? owner, CancellationToken cancellation)
    {
        var (field, reference) = named;
        if (InlinePicture.IsAddress(reference))
        {
            throw new RequestException(
                field, "is an address; pictures are not fetched from elsewhere: upload it, or send it as a data: URI");
        }

        var hash = PictureHash.Of(reference) is { } own ? await known.KnowsAsync(own, owner, cancellation) ? own : null
            : !Ids.AreLike(reference) ? throw new RequestException(
                field, $"{OneLine.Quoted(reference)} names no picture; it must be sha256: and 64 hex digits of an upload, a picture's id, a data: URI or base64")
            : await pictures.FindAsync(reference, cancellation) is { } picture && (owner is null || Owners.MayName(owner, picture.Owner))
                ? picture.Hash
                : null;
        return hash is not null && files.Touch(hash)
            ? hash
            : throw new RequestException(
                field, $"{OneLine.Of(reference, 80)} is unknown: it was not uploaded with this key, or is no longer kept");
    }
}
