using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>
/// Speaks as Hugging Face does: the model's description, and files that redirect to a store on another server where they are large.
/// </summary>
internal sealed class HuggingFaceDouble : Hub
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private HuggingFaceDouble(WebApplication app)
        : base(app)
    {
    }

    public static new Task<HuggingFaceDouble> StartAsync() => StartAsync(app => new HuggingFaceDouble(app));

    /// <summary>Offers a repository.</summary>
    /// <param name="repository"><c>owner/name</c>.</param>
    /// <param name="files">Its files.</param>
    /// <param name="store">Where large files (.safetensors) lie; null keeps them here.</param>
    /// <param name="faults">How large files are served.</param>
    /// <param name="more">Further fields of the description.</param>
    public void Offer(
        string repository, IReadOnlyDictionary<string, byte[]> files, Hub? store = null, Faults? faults = null, object? more = null)
    {
        var description = JsonSerializer.SerializeToNode(more ?? new { cardData = new { license = "creativeml-openrail-m" } })!.AsObject();
        description["id"] = repository;
        description["sha"] = Commit;
        description["gated"] ??= false;
        description["siblings"] = JsonSerializer.SerializeToNode(files.Select(file => Sibling(file.Key, file.Value)));
        ServeJson($"/api/models/{repository}/revision/main", description.ToJsonString());
        foreach (var (path, bytes) in files)
        {
            var here = $"/{repository}/resolve/{Commit}/{path}";
            if (store is null || !IsLarge(path))
            {
                Serve(here, bytes, IsLarge(path) ? faults : null);
                continue;
            }

            store.Serve($"/objects/{Sha256(bytes)}", bytes, faults);
            Status(here, 302, ("Location", new Uri(store.Url, $"objects/{Sha256(bytes)}").ToString()),
                ("X-Linked-Etag", $"\"{Sha256(bytes)}\""));
        }
    }

    private static object Sibling(string path, byte[] bytes) => IsLarge(path)
        ? new { rfilename = path, size = bytes.Length, blobId = new string('0', 40),
            lfs = (object?)new { sha256 = Sha256(bytes), size = bytes.Length, pointerSize = 130 } }
        : new { rfilename = path, size = bytes.Length, blobId = GitHash(bytes), lfs = (object?)null };

    private static bool IsLarge(string path) => path.EndsWith(".safetensors", StringComparison.Ordinal);
}
