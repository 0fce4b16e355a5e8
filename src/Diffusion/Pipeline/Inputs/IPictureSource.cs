using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Gives the pictures that requests name by reference (<see cref="ImageInput.Picture"/>).</summary>
public interface IPictureSource
{
    /// <summary>Reads a picture's file. Whoever decodes it checks it.</summary>
    /// <param name="reference">As the request says it.</param>
    /// <param name="field">The request's field, for the error.</param>
    /// <returns>A whole PNG, JPEG or WebP file.</returns>
    /// <exception cref="RequestException">There is no such picture.</exception>
    ReadOnlyMemory<byte> Read(string reference, string field);
}

/// <summary>For whoever takes no pictures: refuses every reference.</summary>
public sealed class NoPictures : IPictureSource
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Read(string reference, string field) => throw new RequestException(field, "no pictures can be given here");
}
