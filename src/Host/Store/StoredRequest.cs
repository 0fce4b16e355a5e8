using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;

namespace Atelier.Host.Store;

/// <summary>A request as the store keeps it: JSON that gives every field back exactly.</summary>
internal static class StoredRequest
{
    // By reflection: the source generator would overwrite the defaults of what an older text leaves out.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(GenerationRequest request) => JsonSerializer.Serialize(request, Json);

    public static GenerationRequest Read(string json) =>
        JsonSerializer.Deserialize<GenerationRequest>(json, Json) ?? throw new JsonException("a stored request is null");

    /// <summary>SHA-256 of all that was asked for: the same for equal requests, whatever the order of their options.</summary>
    public static string Fingerprint(GenerationRequest request) => Hash(Write(request with
    {
        SamplerOptions = Sorted(request.SamplerOptions),
        GuidanceOptions = Sorted(request.GuidanceOptions),
        Controls = [.. request.Controls.Select(control => control with { PreprocessorOptions = Sorted(control.PreprocessorOptions) })],
    }));

    /// <summary>The hashes of the files that it begins with.</summary>
    public static IReadOnlyList<string> Inputs(GenerationRequest request) =>
    [
        .. PictureReferences.Of(request).Select(named => PictureHash.Of(named.Reference)).OfType<string>().Distinct(),
    ];

    private static SortedDictionary<string, double> Sorted(IReadOnlyDictionary<string, double> options) =>
        new(options.ToDictionary(), StringComparer.Ordinal);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
