using System.Text;
using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Reads JSON, with where everything stands.</summary>
internal static class JsonText
{
    private const int Deepest = 20;

    /// <exception cref="DocumentException">It is not JSON.</exception>
    public static DocumentNode Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            reader.Read();
            var root = ReadNode(ref reader, bytes);
            return reader.Read() ? throw new DocumentException(Place(bytes, reader.TokenStartIndex), "the recipe ended before this") : root;
        }
        catch (JsonException exception)
        {
            var line = text.Split('\n').Take((int)(exception.LineNumber ?? 0)).Sum(part => part.Length + 1);
            throw new DocumentException(
                Math.Min(text.Length, line + (int)(exception.BytePositionInLine ?? 0)),
                $"is not valid JSON: {OneLine.Of(exception.Message.Split(" LineNumber:")[0])}");
        }
        catch (InvalidOperationException)
        {
            throw new DocumentException(Place(bytes, reader.TokenStartIndex), "is no whole Unicode text");
        }
    }

    private static DocumentNode ReadNode(ref Utf8JsonReader reader, byte[] bytes)
    {
        var start = Place(bytes, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<MapEntry>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var (name, at) = (reader.GetString()!, Place(bytes, reader.TokenStartIndex));
                    if (entries.Exists(entry => entry.Name == name))
                    {
                        throw new DocumentException(at, $"{OneLine.Quoted(name)} stands here a second time");
                    }

                    reader.Read();
                    entries.Add(new MapEntry(name, at, ReadNode(ref reader, bytes)));
                }

                return new MapNode(start, Place(bytes, reader.BytesConsumed), entries);
            case JsonTokenType.StartArray:
                var items = new List<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode(ref reader, bytes));
                }

                return new ListNode(start, Place(bytes, reader.BytesConsumed), items);
            default:
                var end = Place(bytes, reader.BytesConsumed);
                return reader.TokenType switch
                {
                    JsonTokenType.String => new ScalarNode(start, end, ScalarKind.Text, reader.GetString()!),
                    JsonTokenType.Number => new ScalarNode(start, end, ScalarKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
                    JsonTokenType.Null => new ScalarNode(start, end, ScalarKind.Nothing, ""),
                    _ => new ScalarNode(start, end, ScalarKind.Boolean, reader.GetBoolean() ? "true" : "false"),
                };
        }
    }

    private static int Place(byte[] bytes, long index) => Encoding.UTF8.GetCharCount(bytes, 0, (int)index);
}
