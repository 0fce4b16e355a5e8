namespace Atelier.Host.Store.Files;

/// <summary>Removes files that nothing names, while other processes may be about to name them.</summary>
/// <param name="temporary">The folder of half-written files; what is taken away passes through it.</param>
/// <param name="before">Files written later stay.</param>
/// <param name="ids">Names for what is on its way out.</param>
internal sealed class FileSweep(string temporary, DateTime before, Ulids ids)
{
    /// <returns>How many files went.</returns>
    public int Sweep(string pictures, IReadOnlySet<string> named, CancellationToken cancellation)
    {
        var removed = 0;
        if (!Directory.Exists(pictures))
        {
            return removed;
        }

        foreach (var folder in Directory.EnumerateDirectories(pictures).Where(folder => folder != temporary))
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!named.Contains(Path.GetFileName(folder) + Path.GetFileName(path)) && IsOld(path) && Remove(path))
                {
                    removed++;
                }
            }
        }

        return removed + SweepTemporary();
    }

    // A file that is put again while it goes is made young first: looking once more after the rename sees that, and it comes back.
    private bool Remove(string path)
    {
        Directory.CreateDirectory(temporary);
        var leaving = Path.Combine(temporary, ids.Next());
        try
        {
            File.Move(path, leaving);
            if (!IsOld(leaving))
            {
                File.Move(leaving, path, overwrite: true);
                return false;
            }

            File.Delete(leaving);
            return true;
        }
        catch (FileNotFoundException)
        {
            // Another sweep took it.
            return false;
        }
    }

    private int SweepTemporary()
    {
        var left = Directory.Exists(temporary) ? Directory.GetFiles(temporary).Where(IsOld).ToList() : [];
        left.ForEach(File.Delete);
        return left.Count;
    }

    private bool IsOld(string path) => File.GetLastWriteTimeUtc(path) < before;
}
