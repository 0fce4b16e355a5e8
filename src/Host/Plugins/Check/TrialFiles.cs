using Atelier.Adapters;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Host.Plugins.Check;

/// <summary>A models folder with nothing in it.</summary>
internal sealed class TrialFiles : IModelFiles, IModelRuntime
{
    public static TrialFiles None { get; } = new();

    public IReadOnlyList<ModelFile> List(string kind) => [];

    public ModelFile Find(string kind, string name, string field) =>
        throw new RequestException(field, $"'{name}' is not in models/{kind}, where nothing is");

    public INetwork Open(ModelFile file, CancellationToken cancellation = default) =>
        throw new RequestException(file.Kind, $"{file.Name} is not there: a check runs no networks");
}

/// <summary>An adapter's file whose one tensor is of no format.</summary>
internal sealed class TrialAdapter : IAdapterFile
{
    public IReadOnlyList<AdapterTensor> Tensors { get; } = [new("something.of_no_format", [2, 2])];

    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    public float[] Read(AdapterTensor tensor) => new float[4];
}
