using System.Text.Json;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Client;

/// <summary>How a client reads: a newer server may say more than it knows, and an older one less.</summary>
internal static class ClientJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(ApiJson.Options)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
            RespectRequiredConstructorParameters = false,
        };
        options.MakeReadOnly();
        return options;
    }
}
