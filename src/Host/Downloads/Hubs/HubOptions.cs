using Atelier.Host.Configuration;
using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>Where the hubs are, and who asks. From the environment only: a token has no place in a file that is passed around.</summary>
internal sealed record HubOptions
{
    /// <summary>Variables that hold secrets: no process that runs others' code inherits them.</summary>
    public static IReadOnlyList<string> TokenVariables { get; } = ["ATELIER_HF_TOKEN", "HF_TOKEN", "CIVITAI_TOKEN"];

    /// <summary><c>HF_ENDPOINT</c>. Default: <c>https://huggingface.co</c>.</summary>
    public Uri HuggingFace { get; init; } = new("https://huggingface.co/");

    /// <summary><c>ATELIER_HF_TOKEN</c>, else <c>HF_TOKEN</c>.</summary>
    public Secret? HuggingFaceToken { get; init; }

    /// <summary><c>CIVITAI_ENDPOINT</c>. Default: <c>https://civitai.com</c>.</summary>
    public Uri Civitai { get; init; } = new("https://civitai.com/");

    /// <summary><c>CIVITAI_TOKEN</c>.</summary>
    public Secret? CivitaiToken { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="OptionsException">An endpoint is no URL.</exception>
    public static HubOptions Read(Func<string, string?> environment)
    {
        var defaults = new HubOptions();
        return new HubOptions
        {
            HuggingFace = Endpoint("HF_ENDPOINT") ?? defaults.HuggingFace,
            HuggingFaceToken = Token("ATELIER_HF_TOKEN") ?? Token("HF_TOKEN"),
            Civitai = Endpoint("CIVITAI_ENDPOINT") ?? defaults.Civitai,
            CivitaiToken = Token("CIVITAI_TOKEN"),
        };

        Secret? Token(string variable) => environment(variable)?.Trim() is { Length: > 0 } text
            ? text.All(letter => letter is > ' ' and < '\u007f')
                ? new Secret(text)
                : throw new OptionsException($"{variable} is no token: it holds spaces or letters that no token has")
            : null;

        Uri? Endpoint(string variable) => environment(variable)?.Trim() is not { Length: > 0 } text ? null
            : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
                && uri is { Query: "", UserInfo: "" }
                ? uri
                : throw new OptionsException(
                    $"{variable}: {OneLine.Quoted(text)} is not possible; it must be a URL such as {defaults.HuggingFace}");
    }

    /// <summary>The token that goes to this address; null for none.</summary>
    public Secret? TokenFor(Uri uri) => SameOrigin(uri, HuggingFace) ? HuggingFaceToken : SameOrigin(uri, Civitai) ? CivitaiToken : null;

    /// <summary>Whether two addresses are of one server.</summary>
    public static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
