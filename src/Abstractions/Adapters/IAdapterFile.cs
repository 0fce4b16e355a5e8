namespace Atelier.Adapters;

/// <summary>An adapter's file: names and shapes first, values when they are asked for. May be read from several threads.</summary>
public interface IAdapterFile
{
    /// <summary>Its tensors, in the file's order.</summary>
    IReadOnlyList<AdapterTensor> Tensors { get; }

    /// <summary>What its author wrote beside them (kohya's <c>ss_network_dim</c>, …).</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A tensor's values in single precision, row-major.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    float[] Read(AdapterTensor tensor);
}

/// <summary>A tensor of an adapter.</summary>
/// <param name="Name">As the file spells it.</param>
/// <param name="Shape">Sizes, outermost first; empty for a single number.</param>
public sealed record AdapterTensor(string Name, IReadOnlyList<int> Shape);
