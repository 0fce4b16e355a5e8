using Atelier.Adapters;
using Atelier.Diffusion.Pipeline;
using Atelier.Lora;
using Atelier.Samplers;
using Atelier.Support;
using Atelier.Upscalers;

namespace Atelier.Diffusion.Tests.Pipeline.Adapters;

/// <summary>
/// The parts of the samplers', the adapters' and the upscalers' plugins as the engine sees them, without the plugin door.
/// </summary>
internal sealed class AdapterParts : IPartRegistry
{
    private readonly List<INamed> _parts =
        [.. new CollectedParts(new SamplersPlugin()).All, .. new CollectedParts(new LoraPlugin()).All,
            .. new CollectedParts(new UpscalersPlugin()).All];

    public static IReadOnlyList<IAdapterFormat> Formats { get; } = [.. new AdapterParts().All<IAdapterFormat>()];

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. _parts.OfType<T>()];

    public T Find<T>(string name)
        where T : class, INamed => All<T>().Single(part => part.Name == name);
}
