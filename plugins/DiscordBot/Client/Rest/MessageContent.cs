using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>Bodies of calls: JSON, or JSON beside files.</summary>
internal static class MessageContent
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    public static Func<HttpContent> Json<T>(T body, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () => Bytes(json, JsonType);
    }

    /// <summary>The JSON, and the files where there are any.</summary>
    public static Func<HttpContent> Json<T>(T body, JsonTypeInfo<T> type, IReadOnlyList<DiscordFile> files)
    {
        if (files.Count == 0)
        {
            return Json(body, type);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () =>
        {
            var parts = new MultipartFormDataContent { { Bytes(json, JsonType), "payload_json" } };
            for (var place = 0; place < files.Count; place++)
            {
                var content = Bytes(files[place].Content, MediaTypeHeaderValue.Parse(files[place].ContentType));
                parts.Add(content, $"files[{place.ToString(CultureInfo.InvariantCulture)}]", files[place].Name);
            }

            return parts;
        };
    }

    /// <summary>
    /// The message with a note of each file among its attachments. A message that is changed keeps those that it lists, so that without a
    /// list the files take the place of all that were there.
    /// </summary>
    public static MessageBody WithFiles(MessageBody body, IReadOnlyList<DiscordFile> files)
    {
        if (files.Count == 0)
        {
            return body;
        }

        var notes = (body.Attachments ?? []).ToDictionary(note => note.Id);
        for (var place = 0; place < files.Count; place++)
        {
            var id = place.ToString(CultureInfo.InvariantCulture);
            notes[id] = (notes.GetValueOrDefault(id) ?? new AttachmentNote(id)) with { Filename = files[place].Name };
        }

        return body with { Attachments = [.. notes.Values] };
    }

    public static JsonElement Element(MessageBody body) => JsonSerializer.SerializeToElement(body, DiscordJson.Default.MessageBody);

    private static ByteArrayContent Bytes(byte[] content, MediaTypeHeaderValue type) => new(content) { Headers = { ContentType = type } };
}
