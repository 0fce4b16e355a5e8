using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Rest;

/// <summary>What a call brings: JSON, and files where it came in parts.</summary>
internal sealed record RestBody(JsonElement? Json, IReadOnlyList<RestFile> Files)
{
    private const string JsonPart = "payload_json";

    public static RestBody None { get; } = new(null, []);

    /// <exception cref="DiscordError">It cannot be read.</exception>
    public static async Task<RestBody> ReadAsync(
        HttpRequest request, long mostBytes, Action<string> violate, CancellationToken cancellation)
    {
        if (request.ContentLength > mostBytes)
        {
            throw DiscordError.TooLarge();
        }

        if (request.HasFormContentType)
        {
            return await ReadPartsAsync(request, violate, cancellation);
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation);
        return buffer.Length == 0 ? None : new RestBody(Parse(buffer.ToArray()), []);
    }

    private static async Task<RestBody> ReadPartsAsync(HttpRequest request, Action<string> violate, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var files = new List<RestFile>();
        foreach (var file in form.Files)
        {
            if (IndexOf(file.Name) is not { } index)
            {
                violate($"a file's part is called {file.Name} instead of files[n]");
                continue;
            }

            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellation);
            files.Add(new RestFile(index, file.FileName, file.ContentType ?? "application/octet-stream", content.ToArray()));
        }

        return new RestBody(form.TryGetValue(JsonPart, out var json) ? Parse(Encoding.UTF8.GetBytes(json.ToString())) : null, files);
    }

    private static int? IndexOf(string name) =>
        name.StartsWith("files[", StringComparison.Ordinal) && name.EndsWith(']')
        && int.TryParse(name[6..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;

    private static JsonElement Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            throw DiscordError.InvalidJson();
        }
    }
}

/// <param name="Index">The n of <c>files[n]</c>, by which attachments name it.</param>
internal sealed record RestFile(int Index, string Name, string ContentType, byte[] Content);
