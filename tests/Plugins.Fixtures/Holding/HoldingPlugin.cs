using System.Text.Json;
using Atelier.Plugins;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Holding;

public sealed class HoldingPlugin : IPlugin
{
    public void Configure(IPluginBuilder builder) => builder.AddSampler<JsonSampler>().AddSampler<EventSampler>();
}

/// <summary>Leaves its type in the caches of System.Text.Json, which the host can empty.</summary>
internal sealed class JsonSampler : ISampler
{
    public string Name => "uses_json";

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context) =>
        JsonSerializer.Deserialize<Note>(JsonSerializer.Serialize(new Note(1)))!.Number == 1 ? x : throw new InvalidOperationException();

    internal sealed record Note(int Number);
}

/// <summary>Leaves a handler on a static event of the framework, which nobody but it can take off.</summary>
internal sealed class EventSampler : ISampler
{
    public string Name => "leaves_a_handler";

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => GC.KeepAlive(this);
        return x;
    }
}
