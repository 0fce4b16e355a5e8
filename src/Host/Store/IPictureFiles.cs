namespace Atelier.Host.Store;

/// <summary>Files named by their content. A file is there whole or not at all, and never changes.</summary>
internal interface IPictureFiles
{
    /// <summary>Keeps a file: temporary file, flush to disk, rename, flush of the folder. One that is there already stays.</summary>
    /// <returns>SHA-256 of the content, in lower-case hexadecimal.</returns>
    /// <exception cref="Atelier.Jobs.QueueRefusedException">The disk is full.</exception>
    Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Opens a file; null where there is none of that hash.</summary>
    Stream? Open(string hash);

    /// <summary>Makes a file young again, so that a sweep spares it while somebody is about to name it.</summary>
    /// <returns>False where there is none of that hash.</returns>
    bool Touch(string hash);

    /// <summary>Removes files that nothing names and that are older than the given age, and what a crash left half-written.</summary>
    /// <param name="named">All hashes in use.</param>
    /// <param name="age">Younger files stay: a job may be about to name them.</param>
    /// <returns>How many.</returns>
    Task<int> SweepAsync(IReadOnlySet<string> named, TimeSpan age, CancellationToken cancellation);
}
