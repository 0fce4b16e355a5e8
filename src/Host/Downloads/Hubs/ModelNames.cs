using Atelier.Host.Texts;

namespace Atelier.Host.Downloads;

/// <summary>What a fetched model may be called: a name that is a plain file name on every system.</summary>
internal static class ModelNames
{
    public const string Safetensors = ".safetensors";
    public const string Onnx = ".onnx";
    private const int Longest = 100;
    private static readonly string[] Endings = [Safetensors, Onnx];

    private static readonly string[] Reserved =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(i => (string[])[$"com{i}", $"lpt{i}"])];

    /// <summary>Checks a name that someone chose.</summary>
    /// <exception cref="DownloadException">It cannot be one.</exception>
    public static string Check(string name) => IsName(name)
        ? name
        : throw new DownloadException(
            DownloadFault.BadRequest,
            $"{OneLine.Quoted(name)} cannot be a model's name; it must be 1 to {Longest} letters, digits and any of ._-+() or space, "
            + "begin with a letter or digit and not end in a dot or space",
            "name");

    /// <summary>Makes a name of what a hub says.</summary>
    public static string Of(string text)
    {
        var name = new string([.. text.Select(letter => IsLetter(letter) ? letter : '_')]).TrimStart('.', ' ', '_', '-', '+', '(', ')');
        name = name[..Math.Min(name.Length, Longest)].TrimEnd('.', ' ');
        return IsName(name) ? name : "model";
    }

    /// <summary>A file's name without its ending; null where the ending is not one of a model that is opened here.</summary>
    public static string? WithoutEnding(string file) =>
        Endings.FirstOrDefault(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found
            ? file[..^found.Length]
            : null;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && name[^1] is not ('.' or ' ')
        && name.All(IsLetter) && !Reserved.Contains(name.Split('.')[0], StringComparer.OrdinalIgnoreCase);

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || "._-+() ".Contains(letter, StringComparison.Ordinal);
}
