using Atelier.Diffusion.Pipeline;
using Atelier.Samplers;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>The samplers plugin's parts as the engine sees them, without the plugin door.</summary>
internal sealed class SamplerParts : IPartRegistry
{
    private readonly CollectedParts _parts = new(new SamplersPlugin());

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. _parts.All.OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed => All<T>().Single(part => part.Name == name);
}
