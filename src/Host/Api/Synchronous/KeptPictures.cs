using Atelier.Host.Inputs;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.Synchronous;

/// <summary>The pictures that the server keeps, as callers want them.</summary>
internal sealed class KeptPictures(IPictureStore pictures, IPictureFiles files, IWorkers workers)
{
    public Task<StoredPicture?> FindAsync(string id, CancellationToken cancellation) => pictures.FindAsync(id, cancellation);

    /// <summary>A job's pictures in order; without those that were deleted since.</summary>
    public async Task<IReadOnlyList<StoredPicture>> OfAsync(Job job, CancellationToken cancellation)
    {
        var found = new List<StoredPicture>(job.Pictures.Count);
        foreach (var picture in job.Pictures)
        {
            if (await pictures.FindAsync(picture.Id, cancellation) is { } stored)
            {
                found.Add(stored);
            }
        }

        return found;
    }

    /// <summary>A picture's file.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="format"><c>png</c>, <c>jpeg</c> or <c>webp</c>. What it says about how it was made stays in it.</param>
    /// <param name="quality">1 to 100, of JPEG and WebP; null takes the format's default.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Null where the file is gone.</returns>
    /// <exception cref="WorkerUnavailableException">It had to be converted, and no worker answered.</exception>
    public async Task<byte[]?> ReadAsync(StoredPicture picture, string format, int? quality, CancellationToken cancellation)
    {
        var file = await files.ReadAsync(picture.Hash, cancellation);
        return file is null ? null : await ConvertAsync(file, picture.Format, format, quality, cancellation);
    }

    /// <summary>A file in another format, with what it says about how it was made.</summary>
    /// <exception cref="WorkerUnavailableException">It had to be converted, and no worker answered.</exception>
    public async Task<byte[]> ConvertAsync(byte[] file, string from, string format, int? quality, CancellationToken cancellation)
    {
        if (format == from && quality is null)
        {
            return file;
        }

        var converted = await workers.AskAsync(new ResizeQuestion(file, null, null, "lanczos3", false, format, quality), cancellation);
        return PictureTexts.CarryOver(file, converted.File);
    }
}
