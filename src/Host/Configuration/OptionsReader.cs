using System.Text.Json;
using Atelier.Host.Texts;

namespace Atelier.Host.Configuration;

/// <summary>
/// Reads the configuration: <c>atelier.json</c> beside the program, then the one in the working directory, then the environment. The later
/// wins, setting by setting.
/// </summary>
/// <param name="working">The working directory.</param>
/// <param name="program">The folder of the program.</param>
/// <param name="environment">Gives an environment variable, or null.</param>
internal sealed class OptionsReader(string working, string program, Func<string, string?> environment)
{
    public const string FileName = "atelier.json";

    private static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <exception cref="OptionsException">A file is not valid, or a setting is unknown or does not fit.</exception>
    public AtelierOptions Read()
    {
        var options = new AtelierOptions { Folders = AtelierFolders.Discover(working, program) };
        foreach (var folder in ((string[])[program, working]).Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct())
        {
            var file = Path.Combine(folder, FileName);
            if (File.Exists(file))
            {
                options = ReadFile(options with { Files = [.. options.Files, file] }, file, folder);
            }
        }

        return Setting.All.Aggregate(options, (current, setting) => environment(setting.Variable) is { Length: > 0 } text
            ? setting.Set(current, text, working, setting.Variable)
            : current);
    }

    private static AtelierOptions ReadFile(AtelierOptions options, string file, string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Json);
            return Apply(options, document.RootElement, "", file, folder);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"{file}: {OneLine.Of(exception.Message)}", exception);
        }
    }

    private static AtelierOptions Apply(AtelierOptions options, JsonElement element, string key, string file, string folder)
    {
        var setting = Setting.All.FirstOrDefault(known => known.Key == key);
        if (setting is null && element.ValueKind == JsonValueKind.Object
            && (key.Length == 0 || Setting.All.Any(known => known.Key.StartsWith(key + ".", StringComparison.Ordinal))))
        {
            return element.EnumerateObject().Aggregate(options, (current, property) =>
                Apply(current, property.Value, key.Length == 0 ? property.Name : $"{key}.{property.Name}", file, folder));
        }

        if (setting is null)
        {
            throw new OptionsException($"{file}: {OneLine.Quoted(key)} is unknown{NearestName.Hint(key, Setting.All.Select(known => known.Key))}");
        }

        return setting.Set(options, element.ToString(), folder, $"{file}: {key}");
    }
}
