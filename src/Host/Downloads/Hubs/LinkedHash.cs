namespace Atelier.Host.Downloads;

/// <summary>
/// <c>X-Linked-Etag</c>: Hugging Face, and those who mirror it, redirect large files to a store and say on the way what the file's SHA-256
/// is.
/// </summary>
internal static class LinkedHash
{
    private const string Header = "X-Linked-Etag";
    private static readonly HttpRequestOptionsKey<string> Key = new(Header);

    /// <summary>The tag of an answer; null where it has none.</summary>
    public static string? Tag(HttpResponseMessage response) =>
        response.Headers.TryGetValues(Header, out var values) ? values.First().Trim('"') : null;

    /// <summary>Keeps a redirect's tag with the answer that came in the end.</summary>
    public static void Attach(HttpResponseMessage response, string? tag)
    {
        if (tag is not null && response.RequestMessage is { } request)
        {
            request.Options.Set(Key, tag);
        }
    }

    /// <summary>The hash that was announced for an answer's whole file; null where none was.</summary>
    public static FileHash? Of(HttpResponseMessage response) =>
        FileHash.Sha256(response.RequestMessage?.Options.TryGetValue(Key, out var tag) == true ? tag : Tag(response));
}
