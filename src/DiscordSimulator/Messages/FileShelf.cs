using System.Collections.Concurrent;

namespace Atelier.DiscordSimulator.Messages;

/// <summary>Where attachments lie, by the path of their address.</summary>
internal sealed class FileShelf
{
    private readonly ConcurrentDictionary<string, StoredFile> _files = new();

    public StoredFile Add(string id, string channelId, string name, string contentType, byte[] content, string? description)
    {
        var size = PictureSize.Read(content);
        var path = $"/attachments/{channelId}/{id}/{Uri.EscapeDataString(name)}";
        return _files[path] = new StoredFile(id, name, contentType, content, path, description, size?.Width, size?.Height);
    }

    public StoredFile? Find(string path) => _files.GetValueOrDefault(path);
}
