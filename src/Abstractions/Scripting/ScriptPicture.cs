namespace Atelier.Scripting;

/// <summary>A picture in a script: its bytes are fetched when they are asked for.</summary>
/// <param name="format"><c>png</c>, <c>jpeg</c>, <c>webp</c> or <c>gif</c>.</param>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
/// <param name="read">Fetches the file.</param>
/// <param name="files">Where <see cref="SaveAsync"/> writes.</param>
public class ScriptPicture(string format, int width, int height, Func<Task<byte[]>> read, IScriptFiles files)
{
    private byte[]? _bytes;

    private string Ending => format == "jpeg" ? ".jpg" : $".{format}";

    /// <summary><c>png</c>, <c>jpeg</c>, <c>webp</c> or <c>gif</c>.</summary>
    public string Format => format;

    /// <summary>Pixels across.</summary>
    public int Width => width;

    /// <summary>Pixels down.</summary>
    public int Height => height;

    /// <summary>The file's bytes.</summary>
    public async Task<byte[]> BytesAsync() => _bytes ??= await read();

    /// <summary>Writes the file: whole, or not at all. Folders on the way are made.</summary>
    /// <param name="path">
    /// Below <see cref="ScriptGlobals.Files"/>, or a full path. An ending of another format than the picture's is refused; without an
    /// ending it gets its own.
    /// </param>
    /// <returns>Where it lies, as a full path.</returns>
    /// <exception cref="ScriptException">The path leads out of the folder, or its ending is another format's.</exception>
    public async Task<string> SaveAsync(string path)
    {
        var named = FormatOf(Path.GetExtension(path)) is not { } wanted ? path + Ending
            : wanted == format ? path
            : throw new ScriptException(
                "invalid_path", $"{path} is named as another format than the picture's; name it {Path.ChangeExtension(path, Ending)}",
                "path");
        return Path.IsPathFullyQualified(named)
            ? await files.In(Path.GetDirectoryName(named)!).WriteAsync(Path.GetFileName(named), await BytesAsync())
            : await files.WriteAsync(named, await BytesAsync());
    }

    private static string? FormatOf(string ending) => ending.ToLowerInvariant() switch
    {
        ".png" => "png",
        ".jpg" or ".jpeg" => "jpeg",
        ".webp" => "webp",
        ".gif" => "gif",
        ".avif" => "avif",
        _ => null,
    };
}
