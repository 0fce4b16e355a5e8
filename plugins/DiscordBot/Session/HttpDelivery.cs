using System.Globalization;
using System.Text.Json;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Client.Signatures;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Session;

/// <summary>
/// Interactions as Discord sends them over HTTP. The first answer goes to Discord's callback, as it does with the gateway.
/// </summary>
internal sealed class HttpDelivery(RequestSignature signature, InteractionDesk desk, TimeProvider time)
{
    public const string Path = "interactions";

    // Longer than any answer is possible, so that clocks may differ; what is sent again within it is known.
    private static readonly TimeSpan OldestRequest = TimeSpan.FromMinutes(15);

    /// <returns>Null where there is nothing at that address.</returns>
    public FrontEndAnswer? Answer(FrontEndCall call)
    {
        if (call.Path.Trim('/') != Path)
        {
            return null;
        }

        if (call.Method != "POST")
        {
            return Status(405);
        }

        if (!signature.IsDiscords(call) || !IsRecent(call))
        {
            return Status(401);
        }

        return Read(call.Body) switch
        {
            null => Status(400),
            { Type: InteractionType.Ping } => new FrontEndAnswer(200, "application/json", """{"type":1}"""u8.ToArray()),
            { } interaction => Status(desk.Take(interaction) ? 202 : 503),
        };
    }

    private bool IsRecent(FrontEndCall call) =>
        long.TryParse(call.Headers["X-Signature-Timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= OldestRequest.TotalSeconds;

    private static Interaction? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DiscordJson.Default.Interaction);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FrontEndAnswer Status(int status) => new(status, null, []);
}
