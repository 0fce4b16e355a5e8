using Atelier.Generation;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>All preprocessors of a moment. A part goes before a file of its name.</summary>
/// <param name="parts">From plugins.</param>
/// <param name="files">The files beside the models, read afresh each time.</param>
public sealed class PreprocessorCatalog(IPartRegistry parts, IModelFiles files)
{
    private const int NameShown = 80;

    /// <summary>Parts and files, by name.</summary>
    public IReadOnlyList<PreprocessorEntry> All()
    {
        var all = parts.All<IPreprocessor>().Select(part => (Part: part, Models: part.Models(files))).ToList();
        var entries = all.Where(one => one.Models is null).Select(one => new PreprocessorEntry(one.Part, null)).ToList();
        foreach (var (part, models) in all)
        {
            entries.AddRange(
                (models ?? []).Where(model => !entries.Exists(entry => entry.Goes(model.File.Name)))
                    .Select(model => new PreprocessorEntry(part, model)));
        }

        return [.. entries.OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Finds a preprocessor by name, label or alias, without regard to case; a file with its ending too.</summary>
    /// <param name="name">As a request says it.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <exception cref="RequestException">There is none of that name; the message lists those there are.</exception>
    public PreprocessorEntry Find(string name, string field)
    {
        var all = All();
        var wanted = name.Trim();
        return all.FirstOrDefault(entry => entry.Goes(wanted))
            ?? all.FirstOrDefault(
                entry => entry.Model is { } model && Path.GetFileName(model.File.Path).Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new RequestException(field, all.Count == 0
                ? $"'{Shown(wanted)}' is unknown; no plugin brings any"
                : $"'{Shown(wanted)}' is unknown; known are {string.Join(", ", all.Select(entry => entry.Name))}");
    }

    private static string Shown(string name) => new([.. name.Where(letter => !char.IsControl(letter)).Take(NameShown)]);
}
