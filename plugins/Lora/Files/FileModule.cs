using Atelier.Adapters;

namespace Atelier.Lora.Files;

/// <summary>The tensors of a file that are for one layer.</summary>
internal sealed class FileModule(IAdapterFile file, string name)
{
    private readonly Dictionary<string, AdapterTensor> _parts = [];

    /// <summary>The layer as the file spells it.</summary>
    public string Name { get; } = name;

    /// <summary>All of them.</summary>
    public IReadOnlyList<AdapterTensor> Tensors => [.. _parts.Values];

    /// <summary>A part; null where the module has none.</summary>
    public AdapterTensor? this[string part] => _parts.GetValueOrDefault(part);

    /// <summary>Groups a file's tensors by the layers they are for. Those of unknown endings are left out.</summary>
    public static IReadOnlyCollection<FileModule> Of(IAdapterFile file)
    {
        var modules = new OrderedDictionary<string, FileModule>(StringComparer.Ordinal);
        foreach (var tensor in file.Tensors)
        {
            if (PartNames.Split(tensor.Name) is not var (name, part))
            {
                continue;
            }

            if (!modules.TryGetValue(name, out var module))
            {
                modules.Add(name, module = new FileModule(file, name));
            }

            if (!module._parts.TryAdd(part, tensor))
            {
                throw new AdapterException($"the tensors {module[part]!.Name} and {tensor.Name} are the same part of one layer");
            }
        }

        return modules.Values;
    }

    public bool Has(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (!_parts.ContainsKey(part))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="AdapterException">There is no such part.</exception>
    public AdapterTensor Need(string part) => this[part]
        ?? throw new AdapterException(
            $"the layer {Name} has {string.Join(", ", Tensors.Select(tensor => tensor.Name[(Name.Length + 1)..]))} but no {part}; the file is not whole");

    public float[] Read(AdapterTensor tensor) => file.Read(tensor);

    /// <summary>Alpha over the rank, or 1 where the file names no alpha.</summary>
    public float Scale(int rank) => this[PartNames.Alpha] is { } alpha ? Read(alpha)[0] / rank : 1;
}
