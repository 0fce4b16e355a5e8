using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atelier.Host.Api.Json;

/// <summary>Seeds that may be open: −1, as other programs spell it, and null are a random one.</summary>
internal sealed class SeedConverter : JsonConverter<ulong?>
{
    public override ulong? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when reader.TryGetUInt64(out var seed) => seed,
        JsonTokenType.Number when reader.TryGetInt64(out var open) && open == -1 => null,
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, ulong? value, JsonSerializerOptions options)
    {
        if (value is { } seed)
        {
            writer.WriteNumberValue(seed);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
