namespace Atelier.Host.Store;

/// <summary>Where a server keeps what must last.</summary>
/// <param name="Path">A full path.</param>
internal sealed record DataFolder(string Path)
{
    /// <summary>Prompts and pictures are private: only the server's own user looks in.</summary>
    public const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Database => System.IO.Path.Combine(Path, "atelier.db");

    public string Pictures => System.IO.Path.Combine(Path, "pictures");

    /// <summary>Makes a folder for this user alone; those above it, where they are missing, as usual.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, FolderMode);
        }
    }

    /// <summary>How a new file is opened.</summary>
    public static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        return options;
    }
}
