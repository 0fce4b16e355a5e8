using System.Text.RegularExpressions;
using System.Web;
using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>Where a model is to come from, as a person writes it.</summary>
internal abstract partial record ModelSource
{
    public const string Forms =
        "hf:OWNER/NAME[@REVISION], civitai:VERSION (the number behind modelVersionId=) or an https URL of a .safetensors or .onnx file";

    /// <summary>A repository of Hugging Face.</summary>
    /// <param name="Repository"><c>owner/name</c>.</param>
    /// <param name="Revision">A branch, tag or commit.</param>
    /// <param name="File">The file of it that the source names; null for none.</param>
    public sealed record HuggingFace(string Repository, string Revision, string? File) : ModelSource;

    /// <summary>A version of a model of Civitai.</summary>
    public sealed record Civitai(long Version) : ModelSource;

    /// <summary>A file somewhere.</summary>
    public sealed record Plain(Uri Url) : ModelSource;

    /// <summary>Reads a source.</summary>
    /// <exception cref="DownloadException">It is none.</exception>
    public static ModelSource Parse(string text, HubOptions hubs)
    {
        text = text.Trim();
        if (text.StartsWith("hf:", StringComparison.OrdinalIgnoreCase))
        {
            var parts = text[3..].Split('@', 2);
            return Hub(parts[0], parts.Length == 2 ? parts[1] : "main", null, text);
        }

        if (text.StartsWith("civitai:", StringComparison.OrdinalIgnoreCase))
        {
            return Numbered(text["civitai:".Length..]) ?? throw Wrong(text);
        }

        if (text.Length > 4096 || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            throw Wrong(text);
        }

        return url.UserInfo.Length > 0
            ? throw new DownloadException(DownloadFault.BadRequest, "a URL must not carry a name and password", "source")
            : HubOptions.SameOrigin(url, hubs.HuggingFace) ? OfHuggingFace(url, hubs.HuggingFace, text)
            : HubOptions.SameOrigin(url, hubs.Civitai) ? OfCivitai(url)
            : new Plain(url);
    }

    // The page of a model, of a branch or of a file: owner/name, …/tree/main, …/blob/main/file, …/resolve/main/file.
    private static HuggingFace OfHuggingFace(Uri url, Uri endpoint, string text)
    {
        var below = url.AbsolutePath[Math.Min(endpoint.AbsolutePath.Length, url.AbsolutePath.Length)..];
        var path = Uri.UnescapeDataString(below).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.Length < 2 ? throw Wrong(text)
            : path.Length > 3 && path[2] is "tree" or "blob" or "resolve"
                ? Hub($"{path[0]}/{path[1]}", path[3], path.Length > 4 ? string.Join('/', path[4..]) : null, text)
            : Hub($"{path[0]}/{path[1]}", "main", null, text);
    }

    private static Civitai OfCivitai(Uri url)
    {
        var path = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Numbered(HttpUtility.ParseQueryString(url.Query)["modelVersionId"])
            ?? (path is ["api", "download", "models", var download]
                ? Numbered(download)
                : path is [.., "model-versions", var version] ? Numbered(version) : null)
            ?? throw new DownloadException(
                DownloadFault.BadRequest,
                "this page stands for several versions; open the one that you want, so that its address ends in ?modelVersionId=…",
                "source");
    }

    private static HuggingFace Hub(string repository, string revision, string? file, string text) =>
        RepositoryForm().IsMatch(repository) && RevisionForm().IsMatch(revision) && !revision.Contains("..", StringComparison.Ordinal)
            ? new HuggingFace(repository, revision, file)
            : throw Wrong(text);

    private static Civitai? Numbered(string? text) => text?.Length is > 0 and < 19 && text.All(char.IsAsciiDigit)
        ? new Civitai(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
        : null;

    private static DownloadException Wrong(string text) =>
        new(DownloadFault.BadRequest, $"{OneLine.Quoted(text)} is no source; it must be {Forms}", "source");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RevisionForm();
}
