using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Plugins;

/// <summary>Reads <c>plugin.json</c>: all six fields and <c>runsIn</c> where it is given, no others.</summary>
internal static class PluginManifestReader
{
    public const string FileName = "plugin.json";

    private const int LargestFile = 64 * 1024;
    private const int LongestText = 1000;
    private const string PlaceField = "runsIn";

    private static readonly string[] Fields = ["id", "version", "apiVersion", "entryAssembly", "author", "description", PlaceField];

    /// <summary>Reads the manifest of a plugin's folder.</summary>
    /// <exception cref="PluginException">It is missing or wrong.</exception>
    public static PluginManifest Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists)
        {
            throw new PluginException($"{FileName} is missing");
        }

        if (file.Length > LargestFile)
        {
            throw new PluginException($"{FileName} has {file.Length} bytes; at most {LargestFile} are read");
        }

        return Parse(File.ReadAllBytes(file.FullName));
    }

    internal static PluginManifest Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return Parse(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new PluginException($"{FileName} is not valid JSON: {OneLine.Of(exception.Message)}", exception);
        }
    }

    private static PluginManifest Parse(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new PluginException($"{FileName} must hold an object");
        }

        foreach (var property in root.EnumerateObject())
        {
            if (!Fields.Contains(property.Name))
            {
                throw new PluginException(
                    $"{FileName}: {OneLine.Quoted(property.Name)} is unknown{NearestName.Hint(property.Name, Fields)}");
            }
        }

        return new PluginManifest(
            Id(root), Version(root, "version"), Version(root, "apiVersion"), EntryAssembly(root), Text(root, "author"),
            Text(root, "description"), Place(root));
    }

    private static PluginProcess Place(JsonElement root) => !root.TryGetProperty(PlaceField, out _) ? PluginProcess.Worker : Text(root, PlaceField) switch
    {
        "worker" => PluginProcess.Worker,
        "server" => PluginProcess.Server,
        var other => throw new PluginException(
            $"{FileName}: {PlaceField} {OneLine.Quoted(other)} is unknown; it must be worker, or server for a plugin that brings front ends"),
    };

    private static string Id(JsonElement root)
    {
        var id = Text(root, "id");
        return id.Length <= 64 && id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_')
            ? id
            : throw new PluginException(
                $"{FileName}: id {OneLine.Quoted(id)} must be lower case letters, digits, hyphens and underscores, at most 64");
    }

    private static Version Version(JsonElement root, string field)
    {
        var text = Text(root, field);
        return System.Version.TryParse(text, out var version)
            ? version
            : throw new PluginException($"{FileName}: {field} {OneLine.Quoted(text)} must be numbers with dots, such as 1.0");
    }

    private static string EntryAssembly(JsonElement root)
    {
        var name = Text(root, "entryAssembly");
        return name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && name.AsSpan().IndexOfAny('/', '\\') < 0
            ? name
            : throw new PluginException(
                $"{FileName}: entryAssembly {OneLine.Quoted(name)} must be the name of a .dll file in the plugin's folder");
    }

    private static string Text(JsonElement root, string field)
    {
        if (!root.TryGetProperty(field, out var value))
        {
            throw new PluginException($"{FileName}: {field} is missing");
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new PluginException($"{FileName}: {field} must be text in quotes");
        }

        var text = value.GetString()!;
        return text.Trim().Length > 0 && text.Length <= LongestText
            ? OneLine.Of(text, LongestText)
            : throw new PluginException($"{FileName}: {field} must have 1 to {LongestText} characters");
    }
}
