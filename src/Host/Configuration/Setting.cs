using System.Text.Json.Nodes;
using Atelier.Host.Texts;

namespace Atelier.Host.Configuration;

/// <summary>One thing that can be configured.</summary>
/// <param name="Key">With dots: <c>limits.width</c>.</param>
/// <param name="Description">One line, for the schema.</param>
/// <param name="Schema">What its value looks like in JSON.</param>
/// <param name="Apply">Changes the options by a text; relative paths are of the given folder. Throws <see cref="FormatException"/> with
/// what would be right.</param>
/// <param name="Read">The value as it would be written.</param>
internal sealed record Setting(
    string Key,
    string Description,
    Func<JsonObject> Schema,
    Func<AtelierOptions, string, string, AtelierOptions> Apply,
    Func<AtelierOptions, string> Read)
{
    /// <summary>What stands for nothing, where a setting may be without a value.</summary>
    public const string None = "none";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. EngineSettings.All, .. ServerSettings.All, .. AutomationSettings.All,
        .. ScriptSettings.All, .. PublishingSettings.All];

    /// <summary>The environment variable that sets it: <c>ATELIER_LIMITS__WIDTH</c>, as .NET spells sections.</summary>
    public string Variable => "ATELIER_" + Key.Replace(".", "__").ToUpperInvariant();

    /// <summary>The setting of a key, without regard to case, as elsewhere in .NET.</summary>
    public static Setting? Find(string key) => All.FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The setting of a key.</summary>
    /// <exception cref="OptionsException">There is none.</exception>
    public static Setting Require(string key, string source) => Find(key)
        ?? throw new OptionsException($"{source}: {OneLine.Quoted(key)} is unknown{NearestName.Hint(key, All.Select(known => known.Key))}");

    /// <summary>Applies a text from somewhere.</summary>
    /// <param name="home">The folder of relative paths.</param>
    /// <param name="source">A file, a variable or an option.</param>
    /// <exception cref="OptionsException">The text does not fit.</exception>
    public AtelierOptions Set(AtelierOptions options, string text, string home, string source)
    {
        try
        {
            return Apply(options, text, home) with { Sources = options.Sources.SetItem(Key, source) };
        }
        catch (FormatException expected)
        {
            throw new OptionsException($"{source}: {Key}: {OneLine.Quoted(text)} is not possible; it must be {expected.Message}", expected);
        }
    }
}
