using System.Net;
using System.Text;
using System.Text.Json;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>Whether an address takes interactions as it must: a PING is answered, and a bad signature refused.</summary>
internal sealed class EndpointCheck(DiscordState state, SignedPost post)
{
    private static readonly string[] BadSignatures = [new('0', 128), "nonsense", ""];

    /// <returns>What is wrong, in a few words; null where nothing is.</returns>
    public async Task<string?> FindFaultAsync(Uri address)
    {
        var ping = Encoding.UTF8.GetBytes($$"""
            {"id":"{{state.Ids.Next()}}","application_id":"{{state.Application.Id}}","type":1,"token":"ping","version":1}
            """);
        try
        {
            foreach (var bad in BadSignatures)
            {
                using var refused = await post.SendAsync(address, ping, bad);
                if (refused.StatusCode != HttpStatusCode.Unauthorized)
                {
                    return $"a bad signature got {(int)refused.StatusCode} instead of 401";
                }
            }

            using var answer = await post.SendAsync(address, ping);
            return answer.StatusCode != HttpStatusCode.OK ? $"a PING got {(int)answer.StatusCode} instead of 200"
                : answer.Content.Headers.ContentType?.MediaType != "application/json" ? "the answer to a PING is not application/json"
                : IsPong(await answer.Content.ReadAsByteArrayAsync()) ? null
                : "a PING was not answered with type 1";
        }
        catch (HttpRequestException)
        {
            return "nobody answers there";
        }
    }

    private static bool IsPong(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.TryGetProperty("type", out var type) && type.GetInt32() == (int)AnswerKind.Pong;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
