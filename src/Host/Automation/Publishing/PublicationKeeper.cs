using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;

namespace Atelier.Host.Automation.Publishing;

/// <summary>Keeps publications with their files, and brings them back.</summary>
internal sealed class PublicationKeeper(IPublicationStore store, IPictureFiles files)
{
    /// <summary>Keeps a publication; one that is kept already stays as it is.</summary>
    /// <param name="targets">A JSON array: where it goes.</param>
    public async Task KeepAsync(Publication publication, string targets, CancellationToken cancellation)
    {
        PublicationRules.Check(publication);
        foreach (var file in publication.Files)
        {
            await files.PutAsync(file.Bytes, cancellation);
        }

        await store.AddAsync(publication.Facts(), targets, cancellation);
    }

    /// <summary>A kept publication with its bytes.</summary>
    /// <exception cref="RunException">A file is gone or damaged.</exception>
    public async Task<Publication> LoadAsync(PublicationFacts kept, CancellationToken cancellation)
    {
        var loaded = new List<PublishedFile>();
        foreach (var facts in kept.Files)
        {
            loaded.Add(await LoadAsync(facts, cancellation) is { } file && file.Hash == facts.Hash
                ? file
                : throw new RunException(
                    "not_found", $"{facts.Name} of version {kept.Id} is gone or damaged; that version cannot be shown again"));
        }

        return new Publication(kept.Name, kept.Id, kept.At, loaded, kept.Details) { Alt = kept.Alt, Owner = kept.Owner };
    }

    private async Task<PublishedFile?> LoadAsync(FileFacts facts, CancellationToken cancellation)
    {
        await using var stream = files.Open(facts.Hash);
        if (stream is null || stream.Length != facts.Bytes)
        {
            return null;
        }

        var bytes = new byte[facts.Bytes];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return new PublishedFile(facts.Name, facts.Type, facts.Width, facts.Height, bytes) { Crop = facts.Crop };
    }
}
