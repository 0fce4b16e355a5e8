using System.Text.Json;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>Discord's errors as one line.</summary>
internal static class DiscordError
{
    public const int UnknownWebhook = 10015;
    public const int UnknownInteraction = 10062;
    public const int UnknownMessage = 10008;
    public const int AlreadyAnswered = 40060;
    public const int InvalidWebhookToken = 50027;

    private const int MostCharacters = 500;

    public static DiscordException Read(ApiCall call, int status, byte[] body)
    {
        var (code, said) = Parse(body);
        var text = $"{call}: {status}{(code == 0 ? "" : $" ({code})")} {said}";
        return new DiscordException(status, code, text.Length <= MostCharacters ? text : text[..MostCharacters] + "…");
    }

    private static (int Code, string Said) Parse(byte[] body)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, DiscordJson.Default.JsonElement);
            var code = error.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
            var message = error.TryGetProperty("message", out var text) ? text.ToString() : "without a reason";
            var fields = error.TryGetProperty("errors", out var errors) ? string.Concat(Fields(errors, "")) : "";
            return (code, (message + fields).ReplaceLineEndings(" "));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (0, "without a reason that can be read");
        }
    }

    private static IEnumerable<string> Fields(JsonElement errors, string path)
    {
        foreach (var field in errors.EnumerateObject())
        {
            if (field.NameEquals("_errors"))
            {
                foreach (var one in field.Value.EnumerateArray())
                {
                    yield return $"; {path}: {(one.TryGetProperty("message", out var message) ? message.ToString() : "is wrong")}";
                }
            }
            else if (field.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var inner in Fields(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}"))
                {
                    yield return inner;
                }
            }
        }
    }
}
