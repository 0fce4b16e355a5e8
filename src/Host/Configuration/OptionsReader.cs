using System.Text.Json;
using Atelier.Host.Downloads;
using Atelier.Host.Texts;

namespace Atelier.Host.Configuration;

/// <summary>
/// Reads the configuration. The later wins, setting by setting: the files beside the program, those in the working directory, the
/// environment, the command line. In each folder the section <c>Atelier</c> of <c>appsettings.json</c> comes first, then
/// <c>atelier.json</c>.
/// </summary>
/// <remarks>Not ASP.NET's configuration: that knows no unknown keys, and costs every start of the command its milliseconds.</remarks>
/// <param name="working">The working directory.</param>
/// <param name="program">The folder of the program.</param>
/// <param name="environment">All variables.</param>
/// <param name="commandLine">Settings from the command line.</param>
internal sealed class OptionsReader(
    string working, string program, IReadOnlyDictionary<string, string> environment, IReadOnlyList<CommandLineSetting> commandLine)
{
    public const string FileName = "atelier.json";
    public const string SharedFileName = "appsettings.json";
    public const string SharedSection = "Atelier";
    private const string VariablePrefix = "ATELIER_";

    private static readonly JsonDocumentOptions Json = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 64,
    };

    /// <exception cref="OptionsException">A file is not valid, or a setting is unknown or does not fit.</exception>
    public AtelierOptions Read()
    {
        var options = new AtelierOptions
        {
            Folders = AtelierFolders.Discover(working, program),
            Server = new() { Data = Path.Combine(working, "data") },
        };
        foreach (var folder in ((string[])[program, working]).Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct())
        {
            options = ReadFile(options, Path.Combine(folder, SharedFileName), SharedSection, folder);
            options = ReadFile(options, Path.Combine(folder, FileName), null, folder);
        }

        return ReadCommandLine(ReadEnvironment(options with { Hubs = HubOptions.Read(environment.GetValueOrDefault) }));
    }

    private static AtelierOptions ReadFile(AtelierOptions options, string file, string? section, string folder)
    {
        if (!File.Exists(file))
        {
            return options;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Json);
            var root = document.RootElement;
            if (section is not null)
            {
                var found = root.ValueKind == JsonValueKind.Object
                    ? root.EnumerateObject()
                        .FirstOrDefault(property => property.Name.Equals(section, StringComparison.OrdinalIgnoreCase)).Value
                    : default;
                return found.ValueKind == JsonValueKind.Undefined
                    ? options
                    : Apply(options with { Files = [.. options.Files, file] }, found, "", file, folder);
            }

            return Apply(options with { Files = [.. options.Files, file] }, root, "", file, folder);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"{file}: {OneLine.Of(exception.Message)}", exception);
        }
    }

    private static AtelierOptions Apply(AtelierOptions options, JsonElement element, string key, string file, string folder)
    {
        if (element.ValueKind == JsonValueKind.Object && IsSection(key))
        {
            // An editor's, which names the schema.
            return element.EnumerateObject().Where(property => key.Length > 0 || property.Name != "$schema").Aggregate(options, (current, property) =>
                Apply(current, property.Value, key.Length == 0 ? property.Name : $"{key}.{property.Name}", file, folder));
        }

        return Setting.Require(key, file).Set(options, Text(element), folder, file);
    }

    private static bool IsSection(string key) =>
        key.Length == 0 || Setting.All.Any(known => known.Key.StartsWith(key + ".", StringComparison.OrdinalIgnoreCase));

    private static string Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => Setting.None,
        JsonValueKind.Array => string.Join(';', element.EnumerateArray().Select(item => item.ToString())),
        _ => element.ToString(),
    };

    private AtelierOptions ReadEnvironment(AtelierOptions options)
    {
        foreach (var (variable, text) in environment)
        {
            if (!variable.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase) || text.Length == 0)
            {
                continue;
            }

            // Without a section it may be another's, as ATELIER_ADMIN_KEY; with one it was meant for us.
            var key = variable[VariablePrefix.Length..].Replace("__", ".");
            var setting = key.Contains('.') ? Setting.Require(key, variable) : Setting.Find(key);
            options = setting?.Set(options, text, working, variable) ?? options;
        }

        return options;
    }

    private AtelierOptions ReadCommandLine(AtelierOptions options)
    {
        foreach (var given in commandLine)
        {
            var text = given.Text ?? throw new OptionsException($"{given.Option} needs a value");
            options = given.IsAspNet
                ? options with { AspNet = [.. options.AspNet, $"{given.Option}={text}"] }
                : Setting.Require(given.Key, given.Option).Set(options, text, working, given.Option);
        }

        return options;
    }
}
