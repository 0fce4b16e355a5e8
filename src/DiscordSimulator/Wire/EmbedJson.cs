using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.DiscordSimulator.Messages;

namespace Atelier.DiscordSimulator.Wire;

/// <summary>Embeds and components as Discord tells them back.</summary>
internal static class EmbedJson
{
    private const string Attached = "attachment://";

    /// <param name="files">Those of the message; whom an embed shows stands no more among its attachments.</param>
    /// <returns>The embed, and the names of files that it shows.</returns>
    public static (JsonElement Embed, IReadOnlyList<string> Shown) Embed(JsonElement given, IReadOnlyList<StoredFile> files, string address)
    {
        var shown = new List<string>();
        var embed = (JsonObject)Compact(given)!;
        embed["type"] = "rich";
        foreach (var name in (string[])["image", "thumbnail"])
        {
            if (embed[name] is JsonObject picture && picture["url"]?.GetValue<string>() is { } url)
            {
                embed[name] = Picture(url, files, shown, address);
            }
        }

        foreach (var field in embed["fields"] as JsonArray ?? [])
        {
            field!["inline"] ??= false;
        }

        foreach (var name in (string[])["footer", "author"])
        {
            if (embed[name] is JsonObject part && part["icon_url"]?.GetValue<string>() is { } url && FileOf(url, files, shown) is { } file)
            {
                part["icon_url"] = address + file.Path;
            }
        }

        return (JsonSerializer.SerializeToElement(embed), shown);
    }

    /// <summary>Rows, each part with a number of its own.</summary>
    public static IReadOnlyList<JsonElement> Components(IEnumerable<JsonElement> given)
    {
        var next = 0;
        var rows = new List<JsonElement>();
        foreach (var row in given.Select(row => (JsonObject)Compact(row)!))
        {
            row["id"] ??= ++next;
            foreach (var component in row["components"] as JsonArray ?? [])
            {
                component!["id"] ??= ++next;
                if (component["type"]!.GetValue<int>() != 2)
                {
                    component["min_values"] ??= 1;
                    component["max_values"] ??= 1;
                }
            }

            rows.Add(JsonSerializer.SerializeToElement(row));
        }

        return rows;
    }

    private static JsonObject Picture(string url, IReadOnlyList<StoredFile> files, List<string> shown, string address)
    {
        if (FileOf(url, files, shown) is not { } file)
        {
            return new JsonObject { ["url"] = url };
        }

        var picture =
            new JsonObject { ["url"] = address + file.Path, ["proxy_url"] = address + file.Path, ["content_type"] = file.ContentType };
        if (file is { Width: { } width, Height: { } height })
        {
            picture["width"] = width;
            picture["height"] = height;
        }

        return picture;
    }

    private static StoredFile? FileOf(string url, IReadOnlyList<StoredFile> files, List<string> shown)
    {
        if (!url.StartsWith(Attached, StringComparison.Ordinal))
        {
            return null;
        }

        shown.Add(url[Attached.Length..]);
        return files.First(file => file.Name == url[Attached.Length..]);
    }

    // Null is not told back.
    private static JsonNode? Compact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null)
            .Select(property => KeyValuePair.Create(property.Name, Compact(property.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Compact)]),
        _ => JsonNode.Parse(value.GetRawText()),
    };
}
