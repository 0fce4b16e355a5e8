namespace Atelier.Adapters;

/// <summary>
/// A way in which adapters (LoRA and kin) are written down: which tensors of a file it recognises, and how they change a model's weights. A
/// singleton without state. Several formats may read one file, each its own tensors.
/// </summary>
public interface IAdapterFormat : INamed
{
    /// <summary>Reads what it recognises. Headers decide; tensors are read when a change is applied.</summary>
    /// <param name="file">The adapter's file.</param>
    /// <param name="model">What can be changed.</param>
    /// <returns>The changes; empty where the file holds nothing of this format for this model. Tensors in no format's changes are reported
    /// as unmatched.</returns>
    /// <exception cref="AdapterException">A recognised tensor does not fit the weight that it is for, or a part of it is
    /// missing.</exception>
    IReadOnlyList<AdapterLayer> Read(IAdapterFile file, AdapterModel model);
}

/// <summary>
/// An adapter that cannot be applied to a model. Its message is one line, for people: the tensor, its shape, and the shape that would fit.
/// </summary>
/// <param name="message">What is wrong, without the file's name.</param>
public sealed class AdapterException(string message) : Exception(message);
