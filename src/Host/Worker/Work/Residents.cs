using Atelier.Diffusion.Pipeline;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Work;

/// <summary>Tells the server which models are in memory, when that changed.</summary>
internal sealed class Residents(ModelLoader models, ILink link)
{
    private readonly Lock _lock = new();
    private IReadOnlyList<ModelInMemory> _told = [];

    public void Tell()
    {
        lock (_lock)
        {
            var now = models.Resident;
            if (!now.SequenceEqual(_told))
            {
                _told = now;
                link.Post(new LinkMessage.Holds(
                    [.. now.Select(model => new ResidentModel(model.Name, model.Bytes, model.LastUsed, model.InUse))]));
            }
        }
    }
}
