using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.FrontEnds;

/// <summary>
/// Pictures that are kept, and work on pictures, which is done in a worker; where none answers, a <see cref="QueueRefusedException"/> says
/// so. Formats are <c>png</c>, <c>jpeg</c> and <c>webp</c>.
/// </summary>
public interface IFrontEndPictures
{
    /// <summary>A kept picture; null where there is none of that id.</summary>
    /// <param name="id">A <see cref="JobPicture.Id"/>, of one of the front end's owners.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<FrontEndPicture?> FindAsync(string id, CancellationToken cancellation = default);

    /// <summary>The file of a kept picture; null where it is gone.</summary>
    /// <param name="id">A <see cref="JobPicture.Id"/>, of one of the front end's owners.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<byte[]?> ReadAsync(string id, CancellationToken cancellation = default);

    /// <summary>Removes a picture from the server.</summary>
    /// <param name="id">A <see cref="JobPicture.Id"/>, of one of the front end's owners.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>False where there is none.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellation = default);

    /// <summary>Keeps a picture that somebody brings, so that requests can name it.</summary>
    /// <param name="file">PNG, JPEG or WebP.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The reference that requests take: <c>sha256:…</c>.</returns>
    /// <exception cref="RequestException">It is no such picture, or too large.</exception>
    Task<string> AddAsync(byte[] file, CancellationToken cancellation = default);

    /// <summary>What a picture's file says of how it was made, here or by AUTOMATIC1111's web UI; null where it says nothing.</summary>
    /// <param name="file">PNG, JPEG or WebP.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RequestException">It is no such picture.</exception>
    Task<PictureOrigin?> DescribeAsync(byte[] file, CancellationToken cancellation = default);

    /// <summary>The picture at most so large, in another format.</summary>
    /// <param name="file">PNG, JPEG or WebP.</param>
    /// <param name="format">Of the answer.</param>
    /// <param name="quality">1 to 100, of JPEG and WebP; null takes the format's default.</param>
    /// <param name="side">The longest side, pixels; null keeps the size.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<byte[]> ConvertAsync(byte[] file, string format, int? quality = null, int? side = null, CancellationToken cancellation = default);

    /// <summary>Pictures beside one another, row by row, as a PNG.</summary>
    /// <param name="files">PNG, JPEG or WebP.</param>
    /// <param name="columns">How many stand beside one another.</param>
    /// <param name="gap">Pixels between them.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<byte[]> SheetAsync(IReadOnlyList<byte[]> files, int columns, int gap = 4, CancellationToken cancellation = default);

    /// <summary>The picture larger, as a PNG.</summary>
    /// <param name="file">PNG, JPEG or WebP.</param>
    /// <param name="scale">1 to 8.</param>
    /// <param name="upscaler">A name of <see cref="FrontEndChoices.Upscalers"/>.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="RequestException">There is no such upscaler, or the result would be too large.</exception>
    Task<byte[]> UpscaleAsync(byte[] file, double scale, string upscaler, CancellationToken cancellation = default);
}

/// <summary>A kept picture and what made it.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="JobId">The job that made it.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Request">What makes exactly this picture again: its own seed, one picture.</param>
/// <param name="Text">AUTOMATIC1111's <c>parameters</c> text.</param>
public sealed record FrontEndPicture(JobPicture Picture, string JobId, string Owner, GenerationRequest Request, string Text);

/// <summary>What a picture's file says of how it was made.</summary>
/// <param name="Text">AUTOMATIC1111's <c>parameters</c> text.</param>
/// <param name="Request">The same as a request; null where the text cannot be read as one.</param>
public sealed record PictureOrigin(string Text, GenerationRequest? Request);
