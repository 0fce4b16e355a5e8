using System.Globalization;
using Atelier.Host.Texts;

namespace Atelier.Host.Configuration;

/// <summary>One thing that can be configured: its key in <c>atelier.json</c>, and what its value does.</summary>
/// <param name="Key">With dots: <c>limits.width</c>.</param>
/// <param name="Apply">Changes the options by a text; relative paths are of the given folder.</param>
internal sealed record Setting(string Key, Func<AtelierOptions, string, string, AtelierOptions> Apply)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Folder("folders.models", (folders, path) => folders with { Models = path }),
        Folder("folders.plugins", (folders, path) => folders with { Plugins = [folders.Plugins[0], path] }),
        Folder("folders.wildcards", (folders, path) => folders with { Wildcards = path }),
        Folder("folders.output", (folders, path) => folders with { Output = path }),
        new("defaultModel", (options, text, _) => options with { DefaultModel = text.Length > 0 ? text : throw new FormatException("a model's name") }),
        new("runtime.provider", (options, text, _) => options with
        {
            Runtime = options.Runtime with { Provider = text is "cpu" or "cuda" ? text : throw new FormatException("cpu or cuda") },
        }),
        Number("runtime.device", 0, 255, (options, value) => options with { Runtime = options.Runtime with { Device = (int)value } }),
        Number("runtime.threads", 1, 1024, (options, value) => options with { Runtime = options.Runtime with { Threads = (int)value } }),
        Number("limits.width", 8, 16384, (options, value) => options with { Limits = options.Limits with { Width = (int)value } }),
        Number("limits.height", 8, 16384, (options, value) => options with { Limits = options.Limits with { Height = (int)value } }),
        Number("limits.steps", 1, 10_000, (options, value) => options with { Limits = options.Limits with { Steps = (int)value } }),
        Number("limits.batchSize", 1, 1024, (options, value) => options with { Limits = options.Limits with { BatchSize = (int)value } }),
        Number("limits.count", 1, 1_000_000, (options, value) => options with { Limits = options.Limits with { Count = (int)value } }),
        Number("limits.promptLength", 1, 1_000_000, (options, value) => options with { Limits = options.Limits with { PromptLength = (int)value } }),
        Number("limits.pixelSteps", 64, long.MaxValue, (options, value) => options with { Limits = options.Limits with { PixelSteps = value } }),
    ];

    /// <summary>The environment variable that sets it: <c>ATELIER_LIMITS__WIDTH</c>, as .NET spells sections.</summary>
    public string Variable => "ATELIER_" + Key.Replace(".", "__").ToUpperInvariant();

    private static Setting Folder(string key, Func<AtelierFolders, string, AtelierFolders> apply) => new(key, (options, text, home) =>
        text.Length > 0 && !text.Contains('\0')
            ? options with { Folders = apply(options.Folders, Path.GetFullPath(text, home)) }
            : throw new FormatException("a folder"));

    private static Setting Number(string key, long minimum, long maximum, Func<AtelierOptions, long, AtelierOptions> apply) => new(key, (options, text, _) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? apply(options, value)
            : throw new FormatException($"a whole number from {minimum} to {maximum}"));

    /// <summary>Applies a text from somewhere.</summary>
    /// <exception cref="OptionsException">The text does not fit.</exception>
    public AtelierOptions Set(AtelierOptions options, string text, string home, string source)
    {
        try
        {
            return Apply(options, text, home);
        }
        catch (FormatException expected)
        {
            throw new OptionsException($"{source}: {OneLine.Quoted(text)} is not possible; it must be {expected.Message}", expected);
        }
    }
}
