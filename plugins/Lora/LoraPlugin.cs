using Atelier.Lora.Kinds;
using Atelier.Plugins;

namespace Atelier.Lora;

/// <summary>Brings the formats of LoRA and kin.</summary>
public sealed class LoraPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder) => builder
        .AddAdapter(new AdapterFormat(new LowRank()))
        .AddAdapter(new AdapterFormat(new Hadamard()))
        .AddAdapter(new AdapterFormat(new Kronecker()))
        .AddAdapter(new AdapterFormat(new Difference()))
        .AddAdapter(new AdapterFormat(new Scaling()))
        .AddAdapter(new AdapterFormat(new Generalized()))
        .AddAdapter(new AdapterFormat(new Orthogonal()));
}
