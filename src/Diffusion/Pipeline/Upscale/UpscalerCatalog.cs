using Atelier.Generation;
using Atelier.Networks;
using Atelier.Upscaling;

namespace Atelier.Diffusion.Pipeline.Upscale;

/// <summary>All upscalers of a moment. A part goes before a file of its name.</summary>
/// <param name="parts">From plugins.</param>
/// <param name="files">The files beside the models, read afresh each time.</param>
public sealed class UpscalerCatalog(IPartRegistry parts, IModelFiles files)
{
    private const int NameShown = 80;

    /// <summary>Those of pictures, of latents and the files, by name.</summary>
    public IReadOnlyList<UpscalerEntry> All() => Sorted(
    [
        .. parts.All<IUpscaler>().Select(part => (new UpscalerEntry(part, IsLatent: false), part.Models(files))),
        .. parts.All<ILatentUpscaler>().Select(part => (new UpscalerEntry(part, IsLatent: true), (IReadOnlyList<ModelFile>?)null)),
    ]);

    /// <summary>Finds an upscaler by name, label or alias, without regard to case; a file with its ending too.</summary>
    /// <param name="name">As a request says it.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="ofPictures">Whether it must be one of pictures.</param>
    /// <exception cref="RequestException">There is none of that name; the message lists those there are.</exception>
    public UpscalerEntry Find(string name, string field, bool ofPictures = false) => Find(All(), name, field, ofPictures);

    /// <summary>Parts and the files of those that have some.</summary>
    /// <param name="parts">Each part, with its files; null for one that is found by its own name.</param>
    public static IReadOnlyList<UpscalerEntry> Sorted(IReadOnlyList<(UpscalerEntry Part, IReadOnlyList<ModelFile>? Files)> parts)
    {
        var entries = parts.Where(one => one.Files is null).Select(one => one.Part).ToList();
        foreach (var (part, files) in parts)
        {
            entries.AddRange(
                (files ?? []).Where(file => !entries.Exists(entry => entry.Goes(file.Name))).Select(file => part with { File = file }));
        }

        return [.. entries.OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Finds one of these upscalers.</summary>
    /// <param name="entries">All there are.</param>
    /// <param name="name">As a request says it.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="ofPictures">Whether it must be one of pictures.</param>
    /// <exception cref="RequestException">There is none of that name; the message lists those there are.</exception>
    public static UpscalerEntry Find(IReadOnlyList<UpscalerEntry> entries, string name, string field, bool ofPictures = false)
    {
        var all = entries.Where(entry => !ofPictures || !entry.IsLatent).ToList();
        var wanted = name.Trim();
        return all.Find(entry => entry.Goes(wanted))
            ?? all.Find(entry => entry.File is { } file && Path.GetFileName(file.Path).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new RequestException(field, all.Count == 0
                ? $"'{Shown(wanted)}' is unknown; no plugin brings any"
                : $"'{Shown(wanted)}' is unknown; known are {string.Join(", ", all.Select(entry => entry.Name))}; networks go into models/upscalers");
    }

    private static string Shown(string name) => new([.. name.Where(letter => !char.IsControl(letter)).Take(NameShown)]);
}
