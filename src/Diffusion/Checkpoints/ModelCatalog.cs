using Atelier.Generation;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The models in a folder: diffusers folders and .safetensors files, there and one folder deeper. What a request names is only ever
/// compared with what the folder holds: no part of it becomes a path.
/// </summary>
/// <param name="folder">The models folder. It need not exist yet.</param>
public sealed class ModelCatalog(string folder)
{
    private const string OutsideLink = "refused: a link to a place outside the models folder; put the model itself there";
    private const int KnownShown = 20;
    private const int NameShown = 60;

    // What the server may not read, or hides behind a dot, must not keep the rest from being listed.
    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = true };

    /// <summary>The models folder's full path.</summary>
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>
    /// Every model, by name, read afresh: headers only. Broken and refused files are listed with the reason. Sound files that are no models
    /// (LoRAs, autoencoders) are left out.
    /// </summary>
    public IReadOnlyList<ModelEntry> List() =>
    [
        .. Named().Select(model => Examine(model.Path) is { } state ? new ModelEntry(model.Name, model.FileName, model.Path, state) : null)
            .OfType<ModelEntry>(),
    ];

    /// <summary>Finds a model by its name.</summary>
    /// <param name="name">
    /// As listed, with or without the file's ending, in any case, or as AUTOMATIC1111 shows it: <c>name.safetensors [a1b2c3d4e5]</c>. The
    /// hash in brackets is not compared.
    /// </param>
    /// <exception cref="RequestException">The folder holds none of that name, or it cannot be used.</exception>
    public ModelEntry Find(string name)
    {
        var found = Named(name);
        var state = Examine(found.Path) ?? "it holds no model that makes pictures";
        return state == ModelEntry.Ready
            ? new ModelEntry(found.Name, found.FileName, found.Path, state)
            : throw new RequestException("model", $"{found.Name} cannot be used: {state}");
    }

    /// <summary>Finds a model's path by its name, for someone who opens it next and so learns whether it can be used.</summary>
    /// <param name="name">As for <see cref="Find"/>.</param>
    /// <exception cref="RequestException">The folder holds none of that name, or it is a link that leads out of the folder.</exception>
    public string PathOf(string name)
    {
        var found = Named(name);
        return LeadsOutside(found.Path) ? throw new RequestException("model", $"{found.Name} cannot be used: {OutsideLink}") : found.Path;
    }

    /// <summary>The name that a model is listed by; null for one that lies elsewhere.</summary>
    /// <param name="path">A full path.</param>
    public string? NameOf(string path) => Named().Find(model => model.Path == path)?.Name;

    /// <summary>Opens a model by its name.</summary>
    /// <param name="name">As for <see cref="Find"/>.</param>
    /// <returns>The checkpoint. The caller disposes it.</returns>
    /// <exception cref="RequestException">As for <see cref="PathOf"/>.</exception>
    /// <exception cref="CheckpointException">It cannot be used.</exception>
    public Checkpoint Open(string name) => CheckpointReader.Open(PathOf(name), Folder);

    /// <summary>
    /// For the command line, whose user may read any file anyway: a path that exists, else a model by its name. Never for what comes over
    /// the network.
    /// </summary>
    /// <returns>The path to open.</returns>
    /// <exception cref="RequestException">It is neither.</exception>
    public string Locate(string nameOrPath) =>
        File.Exists(nameOrPath) || Directory.Exists(nameOrPath) ? Path.GetFullPath(nameOrPath) : PathOf(nameOrPath);

    private NamedFile Named(string name)
    {
        var models = Named();
        var wanted = WithoutHash(name);
        return Match(models, wanted, StringComparison.Ordinal) ?? Match(models, wanted, StringComparison.OrdinalIgnoreCase)
            ?? throw new RequestException("model", Unknown(name, List()));
    }

    // Every file that may be a model, under the name it is listed by, in order; nothing is opened.
    private List<NamedFile> Named()
    {
        var candidates = Candidates().ToList();
        return
        [
            .. candidates.Select(candidate =>
            {
                var (path, relative) = candidate;
                var name = Directory.Exists(path) ? relative : Path.ChangeExtension(relative, null);
                var clash = name != relative
                    && candidates.Any(other => string.Equals(other.Relative, name, StringComparison.OrdinalIgnoreCase));
                return new NamedFile(clash ? relative : name, relative, path);
            }).OrderBy(model => model.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private IEnumerable<(string Path, string Relative)> Candidates()
    {
        if (!Directory.Exists(Folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(Folder, "*", Visible))
        {
            if (IsCandidate(path))
            {
                yield return (path, Path.GetFileName(path));
            }
            else if (Directory.Exists(path))
            {
                foreach (var inner in Directory.EnumerateFileSystemEntries(path, "*", Visible).Where(IsCandidate))
                {
                    yield return (inner, $"{Path.GetFileName(path)}/{Path.GetFileName(inner)}");
                }
            }
        }
    }

    private static bool IsCandidate(string path) => Directory.Exists(path)
        ? File.Exists(Path.Combine(path, DiffusersFolder.Index))
        : path.EndsWith(SingleFile.Ending, StringComparison.OrdinalIgnoreCase) || Pickles.Is(path);

    // Null for a sound file that is no model.
    private string? Examine(string path)
    {
        if (LeadsOutside(path))
        {
            return OutsideLink;
        }

        var report = CheckpointInspector.Inspect(path, Folder, hash: false);
        return report.State.StartsWith(OtherFiles.NoCheckpoint, StringComparison.Ordinal) ? null
            : report.State == "incomplete" ? $"incomplete: {report.Missing[0]}"
            : report.State;
    }

    private bool LeadsOutside(string path)
    {
        var inside = Folder + Path.DirectorySeparatorChar;
        for (; path.Length > Folder.Length; path = Path.GetDirectoryName(path)!)
        {
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (entry.LinkTarget is not null
                && entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName.StartsWith(inside, StringComparison.Ordinal) != true)
            {
                return true;
            }
        }

        return false;
    }

    private static NamedFile? Match(List<NamedFile> models, string name, StringComparison comparison) =>
        models.Find(model => model.Name.Equals(name, comparison)) ?? models.Find(model => model.FileName.Equals(name, comparison));

    private static string WithoutHash(string name) =>
        name.EndsWith(']') && name.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;

    private static string Unknown(string name, IReadOnlyList<ModelEntry> entries)
    {
        var shown = new string([.. name.Take(NameShown).Select(letter => char.IsControl(letter) ? '?' : letter)]);
        var known = entries.Where(entry => entry.IsReady).Select(entry => entry.Name).ToList();
        return $"'{shown}{(name.Length > NameShown ? "…" : "")}' is not known; "
            + (known.Count == 0 ? "the models folder holds no model that can be used"
                : $"known are {string.Join(", ", known.Take(KnownShown))}{(known.Count > KnownShown ? $" and {known.Count - KnownShown} more" : "")}");
    }

    private sealed record NamedFile(string Name, string FileName, string Path);
}

/// <summary>A model in the catalogue.</summary>
/// <param name="Name">What requests say: the path below the models folder with <c>/</c>, without ending unless two models would share a
/// name.</param>
/// <param name="FileName">The same with its ending.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="State"><c>ready</c>, or why it cannot be used: <c>invalid: truncated (…)</c>, <c>refused: …</c>, <c>incomplete:
/// …</c>.</param>
public sealed record ModelEntry(string Name, string FileName, string Path, string State)
{
    internal const string Ready = "ready";

    /// <summary>Whether the model can be run.</summary>
    public bool IsReady => State == Ready;
}
