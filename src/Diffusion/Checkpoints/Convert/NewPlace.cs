namespace Atelier.Diffusion.Checkpoints;

/// <summary>A file or folder that is made under another name and appears whole, or not at all.</summary>
internal sealed class NewPlace : IDisposable
{
    private readonly string _target;

    /// <param name="target">Its full path.</param>
    /// <param name="force">Whether what is there already may be replaced.</param>
    /// <exception cref="CheckpointException">Something is there, or its folder is not.</exception>
    public NewPlace(string target, bool force)
    {
        _target = target;
        var home = System.IO.Path.GetDirectoryName(target)!;
        if (!Directory.Exists(home))
        {
            throw new CheckpointException($"there is no folder {home}; make it, or name another");
        }

        if (!force && System.IO.Path.Exists(target))
        {
            throw new CheckpointException(
                $"{System.IO.Path.GetFileName(target)} is there already; name another, or replace it with --force");
        }

        Path = System.IO.Path.Combine(home, $".{System.IO.Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
    }

    /// <summary>Where it is made.</summary>
    public string Path { get; }

    /// <summary>Checks that its disk has room.</summary>
    /// <exception cref="CheckpointException">It has not.</exception>
    public void Need(long bytes)
    {
        var free = new DriveInfo(System.IO.Path.GetDirectoryName(_target)!).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new CheckpointException(
                $"{System.IO.Path.GetFileName(_target)} needs {bytes >> 20} MiB, and its disk has {free >> 20} MiB free");
        }
    }

    /// <summary>Gives it its name.</summary>
    public void Publish()
    {
        if (File.Exists(Path))
        {
            File.Move(Path, _target, overwrite: true);
            return;
        }

        var old = Path + ".old";
        if (System.IO.Path.Exists(_target))
        {
            Directory.Move(_target, old);
        }

        Directory.Move(Path, _target);
        Remove(old);
    }

    public void Dispose() => Remove(Path);

    private static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
        else if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
