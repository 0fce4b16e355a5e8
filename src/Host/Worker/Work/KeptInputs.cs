using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;
using Atelier.Host.Store;

namespace Atelier.Host.Worker.Work;

/// <summary>
/// The pictures that jobs begin with. Who may name which was decided when the job was accepted; since then they are hashes of kept files.
/// </summary>
internal sealed class KeptInputs(IPictureFiles files) : IPictureSource
{
    public ReadOnlyMemory<byte> Read(string reference, string field)
    {
        var hash = PictureHash.Of(reference) ?? throw new RequestException(field, "names no kept file");
        using var stream = files.Open(hash) ?? throw new RequestException(field, "its file is gone");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
