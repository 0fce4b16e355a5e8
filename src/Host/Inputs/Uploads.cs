using Atelier.Diffusion.Imaging;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Inputs;

/// <summary>Keeps the pictures that callers bring: on the disk, and noted as theirs, before anything names them.</summary>
internal sealed class Uploads(IUploadStore store, IPictureFiles files, ServerOptions server, TimeProvider time)
{
    /// <summary>Keeps a picture.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="header">What it says about itself.</param>
    /// <param name="owner">Who brings it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="QueueRefusedException">The owner has brought more than the server keeps unused, or the disk is full.</exception>
    public async Task<StoredUpload> KeepAsync(ReadOnlyMemory<byte> file, PictureHeader header, string owner, CancellationToken cancellation)
    {
        var unused = await store.UnusedBytesAsync(owner, cancellation);
        if (unused + file.Length > server.UnusedUploads)
        {
            throw new QueueRefusedException(
                QueueRefusal.Full,
                $"{ByteCount.Of(unused)} of your uploads are used by no job, and {ByteCount.Of(server.UnusedUploads)} may be kept; they go a day after they came");
        }

        var hash = await files.PutAsync(file, cancellation);
        var upload = new StoredUpload(hash, owner, header.Format, header.Width, header.Height, file.Length, time.GetUtcNow());
        await store.AddAsync(upload, cancellation);
        return upload;
    }
}
