using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Atelier.Host.Scripting.Hosts;

/// <summary>A process and all that it has started, as long as it lives: what they take, and their end.</summary>
/// <param name="root">Leads a session of its own and, on Linux, takes in what loses its parent.</param>
internal sealed partial class ProcessTree(Process root)
{
    private const int Stop = 19;
    private const int Kill = 9;
    private const int MostRounds = 50;

    private static readonly Lock Ending = new();

    private readonly int _root = root.Id;

    static ProcessTree() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        // What is held when this process ends would stay so for good.
        Ending.Enter();
        Ending.Exit();
    };

    /// <summary>What all of them take now. Where there is no <c>/proc</c>, only the root is seen.</summary>
    public Usage Usage()
    {
        if (OperatingSystem.IsLinux())
        {
            var all = Find();
            return new Usage(
                all.Count, all.Sum(process => process.Threads), all.Sum(process => process.Pages) * Environment.SystemPageSize);
        }

        try
        {
            root.Refresh();
            return new Usage(1, root.Threads.Count, root.WorkingSet64);
        }
        catch (InvalidOperationException)
        {
            return new Usage(0, 0, 0);
        }
    }

    /// <summary>
    /// Ends all of them. They are held first, whole groups at a time: a signal reaches all of a group at once, so that one which doubles
    /// faster than it is counted starts nothing more either.
    /// </summary>
    public void End()
    {
        lock (Ending)
        {
            if (OperatingSystem.IsLinux())
            {
                EndHeld();
            }

            try
            {
                if (!OperatingSystem.IsWindows())
                {
                    _ = Signal(-_root, Kill);
                }

                root.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has ended already.
            }
        }
    }

    private void EndHeld()
    {
        // The root leads its group soon after it has begun; before that there is none to signal.
        _ = Signal(-_root, Stop);
        HashSet<int> held = [-_root];
        for (var round = 0; round < MostRounds && Others(held) is { Count: > 0 } others; round++)
        {
            others.ForEach(target => Signal(target, Stop));
            held.UnionWith(others);
        }

        // The root's last: who has lost it would not be found any more.
        foreach (var target in held.OrderBy(target => Math.Abs(target) == _root))
        {
            _ = Signal(target, Kill);
        }
    }

    // Groups as negative numbers; a process that is still in this process's own group by itself.
    private List<int> Others(HashSet<int> held)
    {
        var own = GroupOf(0);
        return [.. Find().Select(process => process.Group > 1 && process.Group != own ? -process.Group : process.Id)
            .Where(target => !held.Contains(target)).Distinct()];
    }

    // Those whose parents lead to the root, and those of its session.
    private List<Entry> Find()
    {
        var all = new Dictionary<int, Entry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Read(id) is { } entry)
            {
                all.Add(id, entry);
            }
        }

        var found = new HashSet<int>(
            all.Values.Where(process => process.Id == _root || process.Session == _root).Select(process => process.Id));
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var process in all.Values)
            {
                grown |= found.Contains(process.Parent) && found.Add(process.Id);
            }
        }

        return [.. found.Select(id => all[id])];
    }

    // Proc(5): after the name, which may hold anything, come state, parent, group, session; threads are the 20th value, resident pages the
    // 24th.
    private static Entry? Read(int id)
    {
        Span<byte> buffer = stackalloc byte[1024];
        scoped ReadOnlySpan<byte> text;
        try
        {
            using var file = File.OpenHandle($"/proc/{id}/stat");
            text = buffer[..RandomAccess.Read(file, buffer, 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var entry = new Entry(id, 0, 0, 0, 0, 0);
        var place = 2;
        text = text[(text.LastIndexOf((byte)')') + 1)..].TrimStart((byte)' ');
        foreach (var range in text.Split((byte)' '))
        {
            place++;
            if (place is 4 or 5 or 6 or 20 or 24 && Utf8Parser.TryParse(text[range], out long value, out _))
            {
                entry = place switch
                {
                    4 => entry with { Parent = (int)value },
                    5 => entry with { Group = (int)value },
                    6 => entry with { Session = (int)value },
                    20 => entry with { Threads = (int)value },
                    _ => entry with { Pages = value },
                };
            }
        }

        return entry;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    private static partial int GroupOf(int process);

    private sealed record Entry(int Id, int Parent, int Group, int Session, int Threads, long Pages);
}

/// <summary>What processes take.</summary>
/// <param name="Memory">Bytes resident.</param>
internal sealed record Usage(int Processes, int Threads, long Memory);
