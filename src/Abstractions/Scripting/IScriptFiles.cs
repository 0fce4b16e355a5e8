namespace Atelier.Scripting;

/// <summary>
/// A folder to read from and write to. Paths are relative to it and cannot leave it, so that a name made from a prompt or from an answer of
/// another server does no harm. Another folder is taken deliberately, with <see cref="In"/>.
/// </summary>
public interface IScriptFiles
{
    /// <summary>The folder, as a full path.</summary>
    string Folder { get; }

    /// <summary>Another folder, as safe in itself.</summary>
    /// <param name="folder">A full path, or one relative to this folder.</param>
    IScriptFiles In(string folder);

    /// <summary>The full path of a file.</summary>
    /// <param name="path">Relative to the folder.</param>
    /// <exception cref="ScriptException">It leads out of the folder.</exception>
    string PathOf(string path);

    /// <summary>Whether there is such a file.</summary>
    /// <param name="path">Relative to the folder.</param>
    bool Exists(string path);

    /// <summary>The files that fit, sorted, relative to the folder.</summary>
    /// <param name="pattern">Such as <c>*.png</c>; several are separated by semicolons.</param>
    IReadOnlyList<string> List(string pattern = "*");

    /// <summary>Reads a file.</summary>
    /// <param name="path">Relative to the folder.</param>
    Task<byte[]> ReadAsync(string path);

    /// <summary>Reads a text in UTF-8.</summary>
    /// <param name="path">Relative to the folder.</param>
    Task<string> ReadTextAsync(string path);

    /// <summary>Writes a file: whole, or not at all. Folders on the way are made.</summary>
    /// <param name="path">Relative to the folder.</param>
    /// <param name="bytes">What it holds.</param>
    /// <returns>The file's full path.</returns>
    Task<string> WriteAsync(string path, byte[] bytes);

    /// <summary>Writes a text in UTF-8: whole, or not at all. Folders on the way are made.</summary>
    /// <param name="path">Relative to the folder.</param>
    /// <param name="text">What it holds.</param>
    /// <returns>The file's full path.</returns>
    Task<string> WriteTextAsync(string path, string text);

    /// <summary>Moves a file within the folder; one that is there already is replaced.</summary>
    /// <param name="from">Relative to the folder.</param>
    /// <param name="to">Relative to the folder.</param>
    void Move(string from, string to);

    /// <summary>Removes a file; one that is not there is no error.</summary>
    /// <param name="path">Relative to the folder.</param>
    void Delete(string path);
}
