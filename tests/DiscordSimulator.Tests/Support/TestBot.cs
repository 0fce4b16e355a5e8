using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atelier.DiscordSimulator.Tests;

/// <summary>A bot that does exactly what a test says.</summary>
internal sealed class TestBot : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly LocalDiscord _discord;

    public TestBot(LocalDiscord discord, string? token = null)
    {
        _discord = discord;
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bot {token ?? discord.Token}");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://example.org/bot, 1.0)");
    }

    public string Id => _discord.State.Application.Id;

    public async Task<Reply> CallAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _discord.ApiAddress + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await SendAsync(request);
    }

    public async Task<Reply> UploadAsync(string method, string path, object body, params (string Part, string Name, byte[] Content)[] files)
    {
        using var parts = new MultipartFormDataContent { { JsonContent.Create(body), "payload_json" } };
        foreach (var (part, name, content) in files)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            parts.Add(file, part, name);
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), _discord.ApiAddress + path) { Content = parts };
        return await SendAsync(request);
    }

    /// <summary>Answers an interaction first.</summary>
    public Task<Reply> AnswerAsync(JsonElement interaction, int type, object? data = null, string query = "") =>
        CallAsync("POST", $"/interactions/{Text(interaction, "id")}/{Text(interaction, "token")}/callback{query}",
            data is null ? new { type } : new { type, data });

    public string Original(JsonElement interaction) => $"/webhooks/{Id}/{Text(interaction, "token")}/messages/@original";

    public string Webhook(JsonElement interaction) => $"/webhooks/{Id}/{Text(interaction, "token")}";

    public Task<byte[]> DownloadAsync(string address) => _http.GetByteArrayAsync(address);

    /// <summary>Registers a command everywhere.</summary>
    public async Task RegisterAsync(params object[] commands)
    {
        var reply = await CallAsync("PUT", $"/applications/{Id}/commands", commands);
        Faithful.AssertNone(_discord.Violations);
        Assert.Equal(200, reply.Status);
    }

    public static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    public void Dispose() => _http.Dispose();

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var headers =
            response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, bytes.Length == 0 ? default : JsonDocument.Parse(bytes).RootElement, headers);
    }
}

internal sealed record Reply(int Status, JsonElement Json, IReadOnlyDictionary<string, string> Headers)
{
    public int Code => Json.GetProperty("code").GetInt32();
}
