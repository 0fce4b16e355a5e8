using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>An adapter's file, open, with what it changes in a model.</summary>
internal sealed class OpenedAdapter : IAdapterFile, IDisposable
{
    private readonly SafetensorsFile _file;

    private OpenedAdapter(AdapterEntry entry, SafetensorsFile file)
    {
        Entry = entry;
        _file = file;
        Tensors = [.. file.Tensors.Select(tensor => new AdapterTensor(tensor.Name, tensor.Shape))];
    }

    public AdapterEntry Entry { get; }

    public IReadOnlyList<AdapterTensor> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>Its changes.</summary>
    public IReadOnlyList<AdapterLayer> Layers { get; private set; } = [];

    /// <summary>The names of tensors that no format knew for this model.</summary>
    public IReadOnlyList<string> Unmatched { get; private set; } = [];

    /// <summary>Opens an adapter for a model.</summary>
    /// <param name="entry">The adapter.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="model">What it may change.</param>
    /// <param name="formats">What plugins can read.</param>
    /// <exception cref="RequestException">It is damaged, for another kind of model, or of a kind that is not known.</exception>
    public static OpenedAdapter Open(AdapterEntry entry, string field, AdapterModel model, IReadOnlyList<IAdapterFormat> formats)
    {
        SafetensorsFile? file = null;
        try
        {
            file = SafetensorsFile.Open(entry.Path);
            var opened = new OpenedAdapter(entry, file);
            opened.Match(model, formats);
            return opened;
        }
        catch (Exception exception) when (exception is AdapterException or CheckpointException)
        {
            file?.Dispose();
            var reason = exception is CheckpointException broken ? broken.Reason : exception.Message;
            throw new RequestException(field, $"the adapter {entry.Name} cannot be applied: {reason}");
        }
    }

    /// <inheritdoc/>
    public float[] Read(AdapterTensor tensor)
    {
        var stored = _file.Find(tensor.Name)!;
        var values = new float[stored.Shape.Elements()];
        WeightFloats.Widen(_file.Bytes(stored), stored.Type, values);
        return values;
    }

    public void Dispose() => _file.Dispose();

    private void Match(AdapterModel model, IReadOnlyList<IAdapterFormat> formats)
    {
        if (_file.Tensors.FirstOrDefault(tensor => !tensor.Type.IsFloat() && tensor.Shape.Count > 1) is { } odd)
        {
            throw new AdapterException($"the tensor {odd.Name} is stored as {odd.Type}; an adapter's are real numbers");
        }

        Layers = [.. formats.SelectMany(format => format.Read(this, model))];
        var matched = Layers.SelectMany(layer => layer.Tensors).ToHashSet(StringComparer.Ordinal);
        Unmatched = [.. Tensors.Select(tensor => tensor.Name).Where(name => !matched.Contains(name))];
        if (matched.Count == 0)
        {
            var made = Entry.Family is { } family && family != model.Family
                ? $" It was made for {family}; this model is {model.Family}."
                : "";
            throw new AdapterException(Tensors.Count == 0
                ? "the file holds no tensors"
                : $"none of its {Tensors.Count} tensors is for this model (the first is {Tensors[0].Name}).{made}");
        }
    }
}
