using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>The files beside the models, in <c>KIND</c> below the models folder, there and one folder deeper.</summary>
/// <param name="folder">The models folder. It need not exist.</param>
public sealed class ModelFiles(string folder) : IModelFiles
{
    private const int KnownShown = 20;
    private const int NameShown = 80;

    private static readonly string[] Endings = [".safetensors", ".onnx"];
    private static readonly EnumerationOptions Visible = new() { IgnoreInaccessible = true };

    /// <inheritdoc/>
    public IReadOnlyList<ModelFile> List(string kind) =>
    [
        .. Places(kind).SelectMany(place => Here(kind, place.Folder, place.Below))
            .OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase),
    ];

    /// <inheritdoc/>
    public ModelFile Find(string kind, string name, string field)
    {
        var files = List(kind);
        return Match(files, name) ?? throw new RequestException(
            field, Refused(kind).FirstOrDefault(refused => Match([refused.File], name) is not null) is { Reason: { } reason }
            ? $"'{Shortened(name)}' cannot be used: {reason}"
            : $"'{Shortened(name)}' is not in models/{kind}{Known(files)}");
    }

    /// <summary>Whether there is a file of that name.</summary>
    /// <param name="kind">One of <see cref="ModelFileKinds"/>.</param>
    /// <param name="name">As for <see cref="Find"/>.</param>
    internal bool Has(string kind, string name) => Match(List(kind), name) is not null;

    /// <summary>The files of a kind that are never opened, with the reason: Python pickles.</summary>
    /// <param name="kind">One of <see cref="ModelFileKinds"/>.</param>
    internal IReadOnlyList<(ModelFile File, string Reason)> Refused(string kind) =>
    [
        .. Places(kind).SelectMany(
            place => Directory.EnumerateFiles(place.Folder, "*", Visible).Where(Pickles.Is),
            (place, path) => (new ModelFile(kind, place.Below + Path.GetFileNameWithoutExtension(path), path), Pickles.Reason(path))),
    ];

    private static ModelFile? Match(IReadOnlyList<ModelFile> files, string name)
    {
        var wanted = Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending
            ? name[..^ending.Length]
            : Pickles.Is(name) ? Path.ChangeExtension(name, null)
            : name;
        return files.FirstOrDefault(file => file.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? files.FirstOrDefault(file => Path.GetFileName(file.Name).Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    // The kind's folder and those in it, each with what its files' names begin with.
    private IEnumerable<(string Folder, string Below)> Places(string kind)
    {
        var home = Path.Combine(folder, kind);
        return Directory.Exists(home)
            ? Directory.EnumerateDirectories(home, "*", Visible).Select(place => (place, Path.GetFileName(place) + "/")).Prepend((home, ""))
            : [];
    }

    // A folder that holds a config.json is one thing, in diffusers' layout; its files are not listed beside it.
    private static IEnumerable<ModelFile> Here(string kind, string place, string below)
    {
        if (below.Length > 0 && File.Exists(Path.Combine(place, "config.json")))
        {
            yield return new ModelFile(kind, below.TrimEnd('/'), place);
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(place, "*", Visible))
        {
            if (Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !LeadsOutside(file, place))
            {
                yield return new ModelFile(kind, below + Path.GetFileNameWithoutExtension(file), file);
            }
        }
    }

    // A link may point at a file elsewhere only where its owner put it: within the folder.
    private static bool LeadsOutside(string file, string place) =>
        File.ResolveLinkTarget(file, returnFinalTarget: true) is { } target
        && !target.FullName.StartsWith(Path.GetFullPath(place) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Known(IReadOnlyList<ModelFile> files) => files.Count == 0
        ? ", which is empty"
        : $"; there are {string.Join(", ", files.Take(KnownShown).Select(file => file.Name))}{(files.Count > KnownShown ? ", …" : "")}";

    private static string Shortened(string name)
    {
        var shown = new string([.. name.Where(letter => !char.IsControl(letter)).Take(NameShown)]);
        return shown.Length < name.Length ? shown + "…" : shown;
    }
}
