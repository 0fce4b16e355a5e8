using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Samplers;
using Atelier.Support;
using Atelier.Upscalers;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>The parts of the plugins that ship, as the engine sees them, without the plugin door.</summary>
internal sealed class SamplerParts : IPartRegistry
{
    private readonly INamed[] _parts = [.. new CollectedParts(new SamplersPlugin()).All, .. new CollectedParts(new UpscalersPlugin()).All];

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. _parts.OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed => All<T>().FirstOrDefault(part => part.Name == name)
        ?? throw new RequestException(typeof(T).Name, $"'{name}' is unknown");
}
