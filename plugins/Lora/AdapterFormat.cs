using Atelier.Adapters;
using Atelier.Lora.Files;
using Atelier.Lora.Kinds;
using Atelier.Lora.Names;

namespace Atelier.Lora;

/// <summary>One kind of change, in all the spellings that files have for a model's layers.</summary>
internal sealed class AdapterFormat(IAdapterKind kind) : IAdapterFormat
{
    public string Name => kind.Name;

    public string Label => kind.Label;

    public IReadOnlyList<string> Aliases => kind.Aliases;

    public string Description => kind.Description;

    public IReadOnlyList<AdapterLayer> Read(IAdapterFile file, AdapterModel model)
    {
        var modules = FileModule.Of(file).Where(kind.Recognises).ToList();
        if (modules.Count == 0)
        {
            return [];
        }

        var names = TargetNames.Of(model);
        return [.. modules.SelectMany(module => names.Find(module.Name) is { } target ? Layers(module, target) : [])];
    }

    private IEnumerable<AdapterLayer> Layers(FileModule module, AdapterTarget target)
    {
        foreach (var part in kind.Read(module, target))
        {
            if (part.Parameter == "bias" && !target.HasBias)
            {
                throw new AdapterException($"the tensor {part.Tensors[0].Name} changes a bias, and this model's {target.Path} has none");
            }

            yield return new AdapterLayer(target, part.Parameter, [.. part.Tensors.Select(tensor => tensor.Name)], part.Change);
        }
    }
}
